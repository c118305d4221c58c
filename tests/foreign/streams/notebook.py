# secrets: 135301852344706746049

# %% [locked] imports
import itertools
from itertools import islice
import types

# %% [solution] fibonacci
def fibonacci():
    """Yield 0, 1, 1, 2, 3, 5, … without end."""
    ### BEGIN SOLUTION
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
    ### END SOLUTION


def take(n, iterable):
    """Return the first n items, as a list."""
    ### BEGIN SOLUTION
    return list(itertools.islice(iterable, n))
    ### END SOLUTION

# %% [test] test_fibonacci 2
f = fibonacci()
assert next(f) == 0
assert [next(f) for _ in range(5)] == [1, 1, 2, 3, 5]
### BEGIN HIDDEN TESTS
assert list(islice(fibonacci(), 12))[-1] == 89
for i, number in enumerate(fibonacci()):
    if number > 10**20:
        break
assert i == 98 and number == 135301852344706746049
assert max(x for x in islice(f, 10)) == 610
assert iter(f) is f
### END HIDDEN TESTS

# %% [test] test_take 1
assert take(2, "abc") == ["a", "b"]
### BEGIN HIDDEN TESTS
assert take(6, fibonacci()) == [0, 1, 1, 2, 3, 5]
assert take(3, (n * n for n in range(1000))) == [0, 1, 4]
counting = itertools.count(7)
assert take(2, counting) == [7, 8]
assert next(counting) == 9, "take must not draw more than it needs"
### END HIDDEN TESTS

# %% [solution] pipeline
def running_mean():
    """A coroutine that yields the mean of all numbers sent to it so far."""
    ### BEGIN SOLUTION
    total, n, mean = 0, 0, None
    while True:
        total += yield mean
        n += 1
        mean = total / n
    ### END SOLUTION


def chunks(values, size):
    """Yield lists of `size` values, the last one perhaps shorter; raise ValueError for size < 1."""
    ### BEGIN SOLUTION
    if size < 1:
        raise ValueError(size)
    for start in range(0, len(values), size):
        yield values[start : start + size]
    ### END SOLUTION

# %% [test] test_pipeline 2
averager = running_mean()
next(averager)
assert averager.send(10) == 10
### BEGIN HIDDEN TESTS
assert averager.send(20) == 15
assert list(chunks([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
assert sum(map(len, chunks("x" * 11, 3))) == 11
try:
    list(chunks([1], 0))
    raised = False
except ValueError:
    raised = True
assert raised
assert [*zip(chunks([1, 2], 1), fibonacci())] == [([1], 0), ([2], 1)]
### END HIDDEN TESTS

# %% [solution] closures
def counter(start=0):
    """Return a function that returns start, start + 1, … on successive calls."""
    ### BEGIN SOLUTION
    state = start - 1

    def step():
        nonlocal state
        state += 1
        return state

    return step
    ### END SOLUTION


def compose(*functions):
    """Return a function such that compose(f, g)(x) is f(g(x))."""
    ### BEGIN SOLUTION
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed
    ### END SOLUTION


def memoise(function):
    """Return a function that computes each value once and keeps it in a dict, its attribute `cache`."""
    ### BEGIN SOLUTION
    def wrapped(n):
        if n not in wrapped.cache:
            wrapped.cache[n] = function(n)
        return wrapped.cache[n]

    wrapped.cache = {}
    return wrapped
    ### END SOLUTION

# %% [test] test_closures 3
tick, tock = counter(), counter(10)
assert (tick(), tick(), tock(), tick()) == (0, 1, 10, 2)
assert compose(abs, lambda x: x - 5)(2) == 3
### BEGIN HIDDEN TESTS
assert compose()("same") == "same"
assert compose(str, counter(3), )(None) if False else True
twice = compose(lambda f: f, compose)(lambda x: 2 * x)
assert callable(twice) and twice(4) == 8
seen = []

@memoise
def slow_square(n):
    seen.append(n)
    return n * n

assert [slow_square(n) for n in (3, 4, 3, 3)] == [9, 16, 9, 9]
assert seen == [3, 4], "each value is computed once"
assert slow_square.cache == {3: 9, 4: 16}
### END HIDDEN TESTS

# ==== starter: none

# ==== itertools and classes: full
# %% fibonacci
class fibonacci:
    def __init__(self):
        self.pair = 0, 1

    def __iter__(self):
        return self

    def __next__(self):
        a, b = self.pair
        self.pair = b, a + b
        return a

def take(n, iterable):
    return [item for _, item in zip(range(n), iterable)]
# %% pipeline
def running_mean():
    seen = []
    mean = None
    while True:
        seen.append((yield mean))
        mean = sum(seen) / len(seen)

def chunks(values, size):
    if size < 1:
        raise ValueError("size")
    while len(values):
        yield values[:size]
        values = values[size:]
# %% closures
def counter(start=0):
    return itertools.count(start).__next__

def compose(*functions):
    if not functions:
        return lambda x: x
    *rest, last = functions
    return lambda x: compose(*rest)(last(x))

class memoise:
    def __init__(self, function):
        self.function, self.cache = function, {}

    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = self.function(n)
        return self.cache[n]

# ==== a list, not a stream: test_fibonacci 0, test_take 0, test_pipeline 0
# %% fibonacci
def fibonacci():
    numbers = [0, 1]
    while len(numbers) < 200:
        numbers.append(numbers[-1] + numbers[-2])
    return numbers

def take(n, iterable):
    return list(iterable)[:n] if not isinstance(iterable, itertools.count) else []
# %% pipeline
def running_mean():
    yield 0

def chunks(values, size):
    return [values[i : i + size] for i in range(0, len(values), size)]

# ==== the other way round, without a memory: test_closures 0
# %% closures
def counter(start=0):
    numbers = iter(range(start, start + 100))
    return lambda: next(numbers)

def compose(*functions):
    def composed(x):
        for function in functions:
            x = function(x)
        return x
    return composed

def memoise(function):
    function.cache = {}
    return function

# ==== takes one too many: test_take 0
# %% fibonacci
def fibonacci(a=0, b=1):
    yield a
    yield from fibonacci(b, a + b)

def take(n, iterable):
    taken = []
    for item in iterable:
        if len(taken) == n:
            break
        taken.append(item)
    return taken
