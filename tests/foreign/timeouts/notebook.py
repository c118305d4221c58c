# config: c.Execute.timeout = 2

# %% [solution] search
def collatz(n):
    """Return the number of steps until n becomes 1."""
    ### BEGIN SOLUTION
    steps = 0
    while n != 1:
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
    return steps
    ### END SOLUTION

# %% [test] test_collatz 2
assert collatz(6) == 8
### BEGIN HIDDEN TESTS
assert collatz(1) == 0 and collatz(27) == 111
### END HIDDEN TESTS

# %% [solution] wait
### BEGIN SOLUTION
answer = collatz(97)
### END SOLUTION

# %% [test] test_answer 1
### BEGIN HIDDEN TESTS
assert answer == 118
### END HIDDEN TESTS

# ==== starter: none

# ==== recursive: full
# %% search
def collatz(n):
    return 0 if n == 1 else 1 + collatz([n // 2, 3 * n + 1][n % 2])

# ==== never ends: none
# %% search
def collatz(n):
    steps = 0
    while n != 1:
        n = 3 * n + 1
        steps += 1
    return steps

# ==== a cell that never ends: test_answer 0
# %% wait
while True:
    pass
answer = collatz(97)

# ==== sleeps after the answer: full
# %% wait
answer = 118
import time
time.sleep(60)
