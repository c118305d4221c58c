# secrets: "weekend"

# %% [solution] week
class Week:
    """Days with their temperatures; `week[1:3]` is a part of them, and `week[...]` all of them."""

    ### BEGIN SOLUTION
    def __init__(self, degrees):
        self.degrees = list(degrees)

    def __getitem__(self, days):
        return list(self.degrees) if days is ... else self.degrees[days]

    def __setitem__(self, days, degrees):
        self.degrees[days] = degrees

    def __delitem__(self, days):
        del self.degrees[days]
    ### END SOLUTION


def last(n):
    """Return the slice that takes the last n of a list."""
    ### BEGIN SOLUTION
    return slice(-n, None)
    ### END SOLUTION

# %% [test] test_parts 2
week = Week([11, 14, 9, 12, 15])
assert week[1:3] == [14, 9]
### BEGIN HIDDEN TESTS
assert week[::2] == [11, 9, 15] and week[-2:] == [12, 15], "weekend"
assert week[...] == [11, 14, 9, 12, 15]
### END HIDDEN TESTS

# %% [test] test_changes 1
### BEGIN HIDDEN TESTS
cold = Week([11, 14, 9])
cold[0:2] = [1, 2]
assert cold[...] == [1, 2, 9]
del cold[1:]
assert cold[...] == [1]
### END HIDDEN TESTS

# %% [test] test_last 1
### BEGIN HIDDEN TESTS
assert [1, 2, 3][last(2)] == [2, 3]
assert last(1) == slice(-1, None)
### END HIDDEN TESTS

# ==== starter: none

# ==== full: full

# ==== without steps: test_parts 0
# %% week
class Week:
    def __init__(self, degrees):
        self.degrees = list(degrees)

    def __getitem__(self, days):
        return list(self.degrees) if days is ... else self.degrees[days.start : days.stop]

    def __setitem__(self, days, degrees):
        self.degrees[days] = degrees

    def __delitem__(self, days):
        del self.degrees[days]


def last(n):
    return slice(-n, None)

# ==== a list for a slice: test_last 0
# %% week
class Week:
    def __init__(self, degrees):
        self.degrees = list(degrees)

    def __getitem__(self, days):
        return list(self.degrees) if days is ... else self.degrees[days]

    def __setitem__(self, days, degrees):
        self.degrees[days] = degrees

    def __delitem__(self, days):
        del self.degrees[days]


def last(n):
    return [-n, None]
