# %% [locked] imports
import numpy as np

# %% [solution] clip
def clip(x, low, high):
    """Return x where it lies between low and high, else the nearer of the two, for numbers and for arrays."""
    ### BEGIN SOLUTION
    return np.minimum(np.maximum(x, low), high)
    ### END SOLUTION


def bits(n):
    """Return the binary digits of n >= 0 as text."""
    ### BEGIN SOLUTION
    return f"{n:b}"
    ### END SOLUTION

# %% [test] test_clip 4
score = 0
cases = [((5, 0, 3), 3), ((-1, 0, 3), 0)]
### BEGIN HIDDEN TESTS
cases += [((2, 0, 3), 2), ((2.5, 2.5, 2.5), 2.5)]
### END HIDDEN TESTS
for arguments, expected in cases:
    try:
        score += float(clip(*arguments) == expected)
    except Exception:
        pass
score

# %% [test] test_array 1
# half a point for the shape, half for the values
array = np.array([[-1.0, 0.5], [2.0, 9.0]])
### BEGIN HIDDEN TESTS
try:
    clipped = np.asarray(clip(array, 0, 1))
    part = 0.5 * (clipped.shape == (2, 2)) + 0.5 * bool(np.all(clipped == [[0, 0.5], [1, 1]]))
except Exception:
    part = 0.0
### END HIDDEN TESTS
float(part)

# %% [test] test_bits 3
### BEGIN HIDDEN TESTS
right = sum(bits(n) == format(n, "b") for n in range(10))
assert right, "none is right"
### END HIDDEN TESTS
round(3 * right / 10, 1)

# %% [test] test_said 2
# neither True nor text is a number of points
assert bits(5) == "101"
### BEGIN HIDDEN TESTS
assert bits(1)
### END HIDDEN TESTS
True

# ==== starter: none

# ==== nested ifs: full
# %% clip
def clip(x, low, high):
    return np.where(x < low, low, np.where(x > high, high, x))
def bits(n):
    digits = ""
    while n > 1:
        n, d = divmod(n, 2)
        digits = str(d) + digits
    return str(n) + digits

# ==== only below, only odd numbers: test_clip 3, test_array 0.5, test_bits 1.5
# %% clip
def clip(x, low, high):
    return np.maximum(x, low)
def bits(n):
    return f"{n:b}" if n % 2 else "0b"

# ==== numbers only, no zero: test_array 0, test_bits 2.7
# %% clip
def clip(x, low, high):
    return low if x < low else high if x > high else x
def bits(n):
    digits = ""
    while n:
        digits, n = str(n % 2) + digits, n // 2
    return digits

# ==== flat: test_clip 0, test_array 0, test_bits 0, test_said 0
# %% clip
def clip(x, low, high):
    return np.clip(np.ravel(x), low, high)[:3]
def bits(n):
    return bin(n)
