# inside: test_no_loop test_comprehension

# %% [locked] tools
import inspect
import ast


def uses(function, *kinds):
    """Return whether the function's source contains nodes of these kinds."""
    tree = ast.parse(inspect.getsource(function))
    return any(isinstance(node, kinds) for node in ast.walk(tree))

# %% [solution] sums
def triangle(n):
    """Return 1 + 2 + … + n by a formula, without a loop."""
    ### BEGIN SOLUTION
    return n * (n + 1) // 2
    ### END SOLUTION


def squares(n):
    """Return the squares below n, by a list comprehension."""
    ### BEGIN SOLUTION
    return [i * i for i in range(n) if i * i < n]
    ### END SOLUTION

# %% [test] test_values 1
assert triangle(4) == 10
### BEGIN HIDDEN TESTS
assert triangle(0) == 0 and triangle(1000) == 500500
assert squares(30) == [0, 1, 4, 9, 16, 25]
### END HIDDEN TESTS

# %% [test] test_no_loop 2
assert triangle(2) == 3
### BEGIN HIDDEN TESTS
text = inspect.getsource(triangle)
assert "for" not in text and "while" not in text and "sum" not in text, "no loop, please"
### END HIDDEN TESTS

# %% [test] test_comprehension 1
### BEGIN HIDDEN TESTS
assert uses(squares, ast.ListComp)
assert not uses(squares, ast.For, ast.While)
### END HIDDEN TESTS

# ==== starter: none

# ==== halves, walrus: full
# %% sums
def triangle(n):
    return int(n / 2 * (n + 1))
def squares(n):
    return [s for i in range(n) if (s := i**2) < n]

# ==== loops: test_no_loop 0, test_comprehension 0
# %% sums
def triangle(n):
    total = 0
    for i in range(n + 1):
        total += i
    return total
def squares(n):
    found = []
    for i in range(n):
        if i * i < n:
            found.append(i * i)
    return found

# ==== no loop, and wrong: test_values 0, test_no_loop 0
# %% sums
def triangle(n):
    return n * (n - 1) // 2
def squares(n):
    return [i * i for i in range(n)]
