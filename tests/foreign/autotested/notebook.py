# %% [solution] circle
def area(radius):
    ### BEGIN SOLUTION
    return 3.141592653589793 * radius**2
    ### END SOLUTION


def divisors(n):
    ### BEGIN SOLUTION
    return [d for d in range(1, n + 1) if n % d == 0]
    ### END SOLUTION


letters = None
### BEGIN SOLUTION
letters = {"a": 1, "b": 2}
### END SOLUTION

# %% [test] test_area 2
### AUTOTEST area(1); area(0)
### BEGIN HIDDEN TESTS
### AUTOTEST area(2.5)
assert area(10) > 314
### END HIDDEN TESTS

# %% [test] test_divisors 2
### AUTOTEST divisors(12)
### BEGIN HIDDEN TESTS
### AUTOTEST divisors(97); divisors(36)
### END HIDDEN TESTS

# %% [test] test_letters 1
### BEGIN HIDDEN TESTS
### AUTOTEST letters
### END HIDDEN TESTS
assert isinstance(letters, dict)

# ==== starter: none

# ==== other ways: full
# %% circle
import math
def area(radius):
    return float(math.pi * radius * radius)
def divisors(n):
    small = [d for d in range(1, math.isqrt(n) + 1) if n % d == 0]
    return small + [n // d for d in reversed(small) if d * d != n]
letters = dict(a=1, b=2)

# ==== the circumference, proper divisors: test_area 0, test_divisors 0
# %% circle
def area(radius):
    return 6.283185 * radius
def divisors(n):
    return [d for d in range(1, n) if n % d == 0]
letters = {"a": 1, "b": 2}

# ==== another order: test_letters 0
# %% circle
def area(radius):
    return 3.14159265 * radius**2
def divisors(n):
    return sorted({d for d in range(1, n + 1) if n % d == 0})
letters = {"b": 2, "a": 1}
