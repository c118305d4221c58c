# %% [locked] imports
import functools
import time

# %% [solution] decorators
def repeat(times):
    """Return a decorator that runs the function `times` times and returns the list of its values."""
    ### BEGIN SOLUTION
    def decorate(function):
        @functools.wraps(function)
        def wrapped(*args, **kwargs):
            return [function(*args, **kwargs) for _ in range(times)]
        return wrapped
    return decorate
    ### END SOLUTION


def counted(function):
    """Return the function, wrapped so that its attribute `calls` counts the calls."""
    ### BEGIN SOLUTION
    @functools.wraps(function)
    def wrapped(*args, **kwargs):
        wrapped.calls += 1
        return function(*args, **kwargs)

    wrapped.calls = 0
    return wrapped
    ### END SOLUTION


def default_on_error(value, *errors):
    """Return a decorator that returns the value in place of one of the errors."""
    ### BEGIN SOLUTION
    def decorate(function):
        def wrapped(*args, **kwargs):
            try:
                return function(*args, **kwargs)
            except errors:
                return value
        return wrapped
    return decorate
    ### END SOLUTION

# %% [test] test_repeat 2
@repeat(3)
def greet(name, mark="!"):
    return "Hello " + name + mark


assert greet("Ada") == ["Hello Ada!"] * 3
### BEGIN HIDDEN TESTS
assert greet("B", mark="?") == 3 * ["Hello B?"]
seen = []
assert repeat(2)(seen.append)(7) == [None, None] and seen == [7, 7]
assert repeat(0)(print)("never") == []
### END HIDDEN TESTS

# %% [test] test_counted 2
@counted
def double(x):
    return 2 * x


double(1), double(2)
assert double.calls == 2
### BEGIN HIDDEN TESTS
assert double(4) == 8 and double.calls == 3
other = counted(len)
assert other.calls == 0
other("abc")
assert (other.calls, double.calls) == (1, 3)
double.calls = 0
double(1)
assert double.calls == 1
### END HIDDEN TESTS

# %% [test] test_default 2
safe = default_on_error(-1, ValueError, KeyError)(int)
assert safe("12") == 12 and safe("twelve") == -1
### BEGIN HIDDEN TESTS
lookup = default_on_error(None, KeyError)(lambda d, k: d[k])
assert lookup({"a": 1}, "a") == 1 and lookup({}, "a") is None
try:
    lookup(None, "a")
    assert False
except TypeError:
    pass
### END HIDDEN TESTS

# ==== starter: none

# ==== classes: full
# %% decorators
def repeat(times):
    class Repeated:
        def __init__(self, function):
            self.function = function
        def __call__(self, *a, **k):
            out = []
            for _ in range(times):
                out.append(self.function(*a, **k))
            return out
    return Repeated

class counted:
    def __init__(self, function):
        self.function, self.calls = function, 0
    def __call__(self, *a, **k):
        self.calls += 1
        return self.function(*a, **k)

def default_on_error(value, *errors):
    def decorate(f):
        return lambda *a, **k: attempt(f, a, k)
    def attempt(f, a, k):
        try:
            return f(*a, **k)
        except Exception as e:
            if isinstance(e, errors):
                return value
            raise
    return decorate

# ==== the last value only; one count for all: test_repeat 0, test_counted 0
# %% decorators
def repeat(times):
    def decorate(function):
        def wrapped(*args, **kwargs):
            for _ in range(times):
                value = function(*args, **kwargs)
            return value
        return wrapped
    return decorate

def counted(function):
    def wrapped(*args):
        counted.calls = getattr(counted, "calls", 0) + 1
        return function(*args)
    return wrapped

def default_on_error(value, *errors):
    def decorate(function):
        def wrapped(*args):
            try:
                return function(*args)
            except errors:
                return value
        return wrapped
    return decorate

# ==== catches everything, no keywords: test_repeat 0, test_default 0
# %% decorators
def repeat(times):
    def decorate(function):
        return lambda *args: [function(*args) for _ in range(times)]
    return decorate

def counted(function):
    def wrapped(*args, **kwargs):
        wrapped.calls += 1
        return function(*args, **kwargs)
    wrapped.calls = 0
    return wrapped

def default_on_error(value, *errors):
    def decorate(function):
        def wrapped(*args):
            try:
                return function(*args)
            except:
                return value
        return wrapped
    return decorate
