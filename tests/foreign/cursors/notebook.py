# %% [solution] cursor
class Countdown:
    """Iterate from n down to 1, any number of times."""

    ### BEGIN SOLUTION
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return iter(range(self.n, 0, -1))

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        return range(self.n, 0, -1)[i]

    def __contains__(self, value):
        return 0 < value <= self.n
    ### END SOLUTION


class Timer:
    """A context manager that appends "start" and "stop" to `events`; with quiet=True it swallows errors in the block."""

    ### BEGIN SOLUTION
    def __init__(self, quiet=False):
        self.events, self.quiet = [], quiet

    def __enter__(self):
        self.events.append("start")
        return self

    def __exit__(self, kind, error, trace):
        self.events.append("stop" if kind is None else kind.__name__)
        return self.quiet
    ### END SOLUTION

# %% [test] test_countdown 2
c = Countdown(3)
assert list(c) == [3, 2, 1]
### BEGIN HIDDEN TESTS
assert [x for x in c] == [3, 2, 1], "a second time"
assert len(c) == 3 and c[0] == 3 and c[-1] == 1
assert 3 in c and 4 not in c
assert list(zip(c, c)) == [(3, 3), (2, 2), (1, 1)]
assert sum(Countdown(10)) == 55 and max(c) == 3
### END HIDDEN TESTS

# %% [test] test_timer 2
with Timer() as timer:
    x = 1
assert timer.events == ["start", "stop"]
### BEGIN HIDDEN TESTS
with timer as same:
    pass
assert same is timer
assert len(timer.events) == 4
### END HIDDEN TESTS

# ==== starter: none

# ==== generators, contextlib: full
# %% cursor
from contextlib import AbstractContextManager
class Countdown(list):
    def __init__(self, n):
        super().__init__(range(1, n + 1))
        self.reverse()
class Timer(AbstractContextManager):
    def __init__(self, quiet=False):
        self.events = []
        self.quiet = quiet
    def __enter__(self):
        self.events += ["start"]
        return self
    def __exit__(self, *error):
        self.events += ["stop"]
        return self.quiet

# ==== once only, tells None: test_countdown 0, test_timer 0
# %% cursor
class Countdown:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1
    def __len__(self):
        return self.n
class Timer:
    def __init__(self, quiet=False):
        self.events = []
    def __enter__(self):
        self.events.append("start")
    def __exit__(self, *error):
        self.events.append("stop")
