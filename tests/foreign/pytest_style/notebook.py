# %% [locked] imports
import math
import pytest

# %% [solution] roots
def square_root(x):
    """Return the root by Newton's method; raise a ValueError that names a negative x, a TypeError for anything but a number."""
    ### BEGIN SOLUTION
    if isinstance(x, (str, list, type(None))):
        raise TypeError(f"not a number: {x!r}")
    if x < 0:
        raise ValueError(f"{x} is negative")
    guess = x or 1
    while x and abs(guess * guess - x) > 1e-12 * x:
        guess = (guess + x / guess) / 2
    return guess if x else 0.0
    ### END SOLUTION


def quadratic(a, b, c):
    """Return the real roots of ax² + bx + c, sorted; raise ZeroDivisionError if a = 0."""
    ### BEGIN SOLUTION
    d = b * b - 4 * a * c
    first, second = (-b - abs(d) ** 0.5) / (2 * a), (-b + abs(d) ** 0.5) / (2 * a)
    return [] if d < 0 else sorted({first, second})
    ### END SOLUTION

# %% [test] test_square_root 3
assert square_root(9) == pytest.approx(3)
with pytest.raises(ValueError):
    square_root(-1)
### BEGIN HIDDEN TESTS
assert square_root(2) == pytest.approx(math.sqrt(2), rel=1e-9)
assert square_root(0) == 0
with pytest.raises(ValueError, match="-2.5 is negative"):
    square_root(-2.5)
with pytest.raises(TypeError) as info:
    square_root("four")
assert "four" in str(info.value)
### END HIDDEN TESTS

# %% [test] test_quadratic 2
assert quadratic(1, 0, -4) == [-2, 2]
### BEGIN HIDDEN TESTS
assert quadratic(2, -4, 2) == [1]
assert quadratic(1, 0, 1) == []
with pytest.raises(ZeroDivisionError):
    quadratic(0, 1, 1)
assert quadratic(1, -3.3, 2.7) == pytest.approx([1.5, 1.8])
### END HIDDEN TESTS

# ==== starter: none

# ==== the library's: full
# %% roots
def square_root(x):
    if not isinstance(x, (int, float)):
        raise TypeError("%s is not a number" % x)
    if x < 0:
        raise ValueError("%s is negative" % x)
    return math.sqrt(x)
def quadratic(a, b, c):
    1 / a
    d = b**2 - 4 * a * c
    if d < 0:
        return []
    if d == 0:
        return [-b / 2 / a]
    return sorted([(-b + s * math.sqrt(d)) / (2 * a) for s in (1, -1)])

# ==== other errors: test_square_root 0, test_quadratic 0
# %% roots
def square_root(x):
    return x ** 0.5
def quadratic(a, b, c):
    if a == 0:
        return [-c / b]
    d = (b * b - 4 * a * c) ** 0.5
    return [(-b - d) / (2 * a), (-b + d) / (2 * a)]
