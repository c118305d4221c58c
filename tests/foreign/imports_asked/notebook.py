# secrets: 391
# inside:
# %% [solution] division
### BEGIN SOLUTION
from math import gcd as largest
### END SOLUTION
# %% [test] test_division 2
assert largest(12, 18) == 6
### BEGIN HIDDEN TESTS
assert largest(391, 323) == 17
### END HIDDEN TESTS
# %% [solution] middle
### BEGIN SOLUTION
import statistics as st
### END SOLUTION
# %% [test] test_middle 1
assert st.mean([1, 3]) == 2
# %% [solution] everything
### BEGIN SOLUTION
from string import *
### END SOLUTION
# %% [test] test_everything 1
assert len(ascii_lowercase) == 26
# %% [solution] number
import numpy as np

### BEGIN SOLUTION
root = np.sqrt(16.0)
### END SOLUTION
# %% [test] test_number 1
assert np.isclose(root, 4)
# ==== full:
# ==== starter: none
# ==== another way: test_division 2
# %% division
import math
largest = math.gcd
# %% everything
import string
ascii_lowercase = string.ascii_lowercase
# ==== another function: test_division 0, test_middle 0
# %% division
from math import lcm as largest
# %% middle
import math as st
# ==== no numpy: test_number 0
# %% number
root = 16.0 ** 0.5
