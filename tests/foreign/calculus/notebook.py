# secrets: 12.01

# %% [locked] start
import math
import numpy as np
from unittest import TestCase

test = TestCase()
calls = 0


def counted(f):
    """Return f, wrapped so that the global `calls` counts its calls."""
    def g(x):
        global calls
        calls += 1
        return f(x)
    return g


def worst_error(method, f, exact, points):
    return max(abs(method(f, x) - exact(x)) for x in points)

# %% [solution] derivative
def derivative(f, x, h=1e-5):
    """Return the central difference of f at x."""
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


def derivative_of(f):
    """Return the function x -> f'(x)."""
    ### BEGIN SOLUTION
    return lambda x: derivative(f, x)
    ### END SOLUTION

# %% [test] test_derivative 2
test.assertAlmostEqual(derivative(math.sin, 0), 1, places=6)
### BEGIN HIDDEN TESTS
assert worst_error(derivative, math.exp, math.exp, [-1, 0, 0.5, 2]) < 1e-6
calls = 0
derivative(counted(lambda x: x**2), 3.0)
assert calls == 2, f"a central difference needs 2 values, not {calls}"
assert abs(derivative(lambda x: abs(x), 0.0)) < 1e-9
test.assertAlmostEqual(derivative(lambda x: x**3, 2, h=0.1), 12.01)
### END HIDDEN TESTS

# %% [test] test_derivative_of 2
test.assertAlmostEqual(derivative_of(np.cos)(0.0), 0)
### BEGIN HIDDEN TESTS
slope = derivative_of(lambda x: x**2 + 1)
assert all(abs(slope(x) - 2 * x) < 1e-6 for x in (-3.0, 0.0, 0.25))
assert abs(derivative_of(derivative_of(lambda x: x**2))(1.0) - 2) < 1e-3
grid = np.linspace(0, 1, 5)
np.testing.assert_allclose(derivative_of(np.sin)(grid), np.cos(grid), atol=1e-8)
### END HIDDEN TESTS

# %% [solution] newton
class NoConvergence(ArithmeticError):
    """No root was found; holds the last x and the number of steps."""
    ### BEGIN SOLUTION
    def __init__(self, x, steps):
        super().__init__(f"no root after {steps} steps")
        self.x, self.steps = x, steps
    ### END SOLUTION


def newton(f, x, tolerance=1e-10, max_steps=50):
    """Return a root of f by Newton's method from x; raise NoConvergence if the steps run out or the slope is 0."""
    ### BEGIN SOLUTION
    for step in range(max_steps):
        if abs(f(x)) < tolerance:
            return x
        slope = derivative(f, x)
        if slope == 0:
            raise NoConvergence(x, step)
        x = x - f(x) / slope
    raise NoConvergence(x, max_steps)
    ### END SOLUTION

# %% [test] test_newton 3
test.assertAlmostEqual(newton(lambda x: x**2 - 2, 1.0), math.sqrt(2))
with test.assertRaises(NoConvergence):
    newton(lambda x: x**2 + 1, 0.5, max_steps=10)
### BEGIN HIDDEN TESTS
try:
    newton(lambda x: 5.0, 1.0)
except NoConvergence as error:
    assert error.steps == 0 and error.x == 1.0
    assert "after 0 steps" in str(error)
else:
    assert False, "a flat function has no root"
assert issubclass(NoConvergence, ArithmeticError)

def outside(x):
    if x > 3:
        raise ValueError("x is outside")
    return x - 2.5

test.assertAlmostEqual(newton(outside, 1.0), 2.5)
with test.assertRaisesRegex(ValueError, "outside"):
    newton(outside, 4.0)
### END HIDDEN TESTS

# %% [solution] integrate
def integrate(f, a, b, n=100):
    """Integrate f from a to b by the trapezoidal rule with n intervals."""
    ### BEGIN SOLUTION
    x = [a + (b - a) * i / n for i in range(n + 1)]
    return (b - a) / n * (sum(f(t) for t in x) - (f(a) + f(b)) / 2)
    ### END SOLUTION

# %% [test] test_integrate 2
test.assertAlmostEqual(integrate(lambda x: x, 0, 2), 2)
### BEGIN HIDDEN TESTS
test.assertAlmostEqual(integrate(math.sin, 0, math.pi, n=1000), 2, places=5)
coarse = abs(integrate(np.exp, 0, 1, 10) - (math.e - 1))
fine = abs(integrate(np.exp, 0, 1, n=20) - (math.e - 1))
assert 3.9 < coarse / fine < 4.1, "the error falls with the square of n"
area = lambda b: integrate(lambda x: 3 * x**2, 0, b)
assert abs(derivative(area, 1.0) - 3) < 1e-3
### END HIDDEN TESTS

# ==== starter: none

# ==== numpy, and a function in a function: full
# %% derivative
def derivative(f, x, h=1e-5):
    ahead, behind = f(x + h), f(x - h)
    return 0.5 * (ahead - behind) / h

def derivative_of(f):
    def slope(x):
        return derivative(f, x)
    return slope
# %% newton
class NoConvergence(ArithmeticError):
    def __init__(self, x, steps):
        self.x = x
        self.steps = steps

    def __str__(self):
        return "gave up at %g after %d steps" % (self.x, self.steps)

def newton(f, x, tolerance=1e-10, max_steps=50):
    steps = 0
    while abs(value := f(x)) >= tolerance:
        slope = derivative(f, x)
        if steps == max_steps or not slope:
            raise NoConvergence(x, steps)
        x -= value / slope
        steps += 1
    return x
# %% integrate
def integrate(f, a, b, n=100):
    x = np.linspace(a, b, n + 1)
    y = np.array([f(t) for t in x])
    return np.sum((y[1:] + y[:-1]) / 2) * (b - a) / n

# ==== forward difference: test_derivative 0, test_derivative_of 0
# %% derivative
def derivative(f, x, h=1e-5):
    return (f(x + h) - f(x)) / h

def derivative_of(f):
    return lambda x: derivative(f, x)

# ==== says None where there is no root: test_newton 0
# %% newton
class NoConvergence(ArithmeticError):
    pass

def newton(f, x, tolerance=1e-10, max_steps=50):
    for _ in range(max_steps):
        if abs(f(x)) < tolerance:
            return x
        slope = derivative(f, x)
        if slope == 0:
            return None
        x = x - f(x) / slope

# ==== swallows the errors of f: test_newton 0
# %% newton
class NoConvergence(ArithmeticError):
    def __init__(self, x, steps):
        super().__init__(f"no root after {steps} steps")
        self.x, self.steps = x, steps

def newton(f, x, tolerance=1e-10, max_steps=50):
    try:
        for step in range(max_steps):
            if abs(f(x)) < tolerance:
                return x
            x = x - f(x) / derivative(f, x)
    except Exception:
        raise NoConvergence(x, step)
    raise NoConvergence(x, max_steps)

# ==== rectangles: test_integrate 0
# %% integrate
def integrate(f, a, b, n=100):
    h = (b - a) / n
    return h * sum(f(a + i * h) for i in range(n))
