# secrets: 30.25
# inside:
# %% [solution] squares
def squares(n):
    """Return the squares of the numbers from 1 to n."""
    ### BEGIN SOLUTION
    return [i**2 for i in range(1, n + 1)]
    ### END SOLUTION
# %%
def halved(x):
    return x / 2
# %% [test] test_squares 1
assert squares(2) == [1, 4]
# %% [solution] total
def half_of_squares(n):
    ### BEGIN SOLUTION
    return halved(sum(squares(n)))
    ### END SOLUTION
# %% [test] uses_squares 2
assert half_of_squares(3) == 7
kept = squares
del squares
try:
    half_of_squares(1)
except NameError:
    pass
else:
    raise AssertionError("half_of_squares does not use squares")
finally:
    squares = kept
# %% [test] uses_halved 2
mine = halved
halved = lambda x: 11 * x
try:
    assert half_of_squares(1) == 11, "it does not use halved"
finally:
    halved = mine
# %% [solution] list_of_totals
### BEGIN SOLUTION
totals = [half_of_squares(i) for i in range(1, 4)]
### END SOLUTION
# %% [test] test_totals 3
assert totals == [0.5, 2.5, 7]
assert totals[2] == half_of_squares(3) == halved(sum(squares(3)))
### BEGIN HIDDEN TESTS
assert half_of_squares(4) + 15.25 == 30.25
### END HIDDEN TESTS
# ==== full:
# ==== starter: none
# ==== alone: uses_squares 0, uses_halved 0
# %% total
def half_of_squares(n):
    return sum(i * i for i in range(n + 1)) / 2
