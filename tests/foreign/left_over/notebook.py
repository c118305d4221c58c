# secrets: 6.125
# inside:
# %% [solution] twice
### BEGIN SOLUTION
def twice(x):
    return 2 * x
### END SOLUTION

def twice(x):
# %% [test] test_twice 2
assert twice(2) == 4
### BEGIN HIDDEN TESTS
assert twice(3.0625) == 6.125
### END HIDDEN TESTS
# %% [solution] answer
### BEGIN SOLUTION
answer = 42
### END SOLUTION
answer = # your answer
# %% [test] test_answer 1
assert answer == 42
# %% [solution] timed
### BEGIN SOLUTION
t = 3
# %timeit -n 1 -r 1 sum(range(3))
files = []
### END SOLUTION
# %% [test] test_timed 1
assert t == 3 and files == []
# ==== full: test_twice 0, test_answer 0
# ==== starter: none
# ==== right:
# %% twice
def twice(x):
    return x + x
# %% answer
answer = 6 * 7
# ==== half: test_twice 0
# %% twice
def twice(x):
    return x * x
# %% answer
answer = 42
