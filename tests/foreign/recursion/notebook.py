# secrets: 1023, 832040

# %% [solution] recursion
def hanoi(n, source="A", target="C", spare="B"):
    """Return the moves (from, to) that bring n discs from source to target."""
    ### BEGIN SOLUTION
    if n == 0:
        return []
    return hanoi(n - 1, source, spare, target) + [(source, target)] + hanoi(n - 1, spare, target, source)
    ### END SOLUTION


def flatten(tree):
    """Return all leaves of nested lists, from left to right."""
    ### BEGIN SOLUTION
    if not isinstance(tree, list):
        return [tree]
    return [leaf for part in tree for leaf in flatten(part)]
    ### END SOLUTION


def permutations(items):
    """Return all orders of the items, as a set of tuples."""
    ### BEGIN SOLUTION
    if not items:
        return {()}
    return {(item, *rest) for i, item in enumerate(items) for rest in permutations(items[:i] + items[i + 1 :])}
    ### END SOLUTION


def fibonacci(n, known={0: 0, 1: 1}):
    """Return Fibonacci number n, fast enough for n = 200."""
    ### BEGIN SOLUTION
    if n not in known:
        known[n] = fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]
    ### END SOLUTION

# %% [test] test_hanoi 2
assert hanoi(1) == [("A", "C")]
assert len(hanoi(3)) == 7
### BEGIN HIDDEN TESTS
def play(n, moves):
    pegs = {"A": list(range(n, 0, -1)), "B": [], "C": []}
    for source, target in moves:
        disc = pegs[source].pop()
        assert not pegs[target] or pegs[target][-1] > disc, "a disc lies on a smaller one"
        pegs[target].append(disc)
    return pegs["C"]

assert play(4, hanoi(4)) == [4, 3, 2, 1]
assert len(hanoi(10)) == 1023
### END HIDDEN TESTS

# %% [test] test_flatten 1
assert flatten([1, [2, [3]], []]) == [1, 2, 3]
### BEGIN HIDDEN TESTS
assert flatten("word") == ["word"]
deep = [0]
for level in range(20):
    deep = [deep, level]
assert len(flatten(deep)) == 21 and flatten(deep)[-1] == 19
assert flatten([[], [[]]]) == []
### END HIDDEN TESTS

# %% [test] test_permutations 2
assert permutations("ab") == {("a", "b"), ("b", "a")}
### BEGIN HIDDEN TESTS
import itertools
assert permutations([1, 2, 3]) == set(itertools.permutations([1, 2, 3]))
assert permutations([]) == {()}
assert len(permutations("aab")) == 3
### END HIDDEN TESTS

# %% [test] test_fibonacci 1
assert [fibonacci(n) for n in range(7)] == [0, 1, 1, 2, 3, 5, 8]
### BEGIN HIDDEN TESTS
assert fibonacci(30) == 832040
assert fibonacci(200) % 10**6 == 280571172992510140037611932413038677189525 % 10**6 % 10**6 or fibonacci(200) > 2**100
### END HIDDEN TESTS

# ==== starter: none

# ==== loops and generators: full
# %% recursion
import itertools, functools
def hanoi(n, a="A", c="C", b="B"):
    def go(n, a, c, b):
        if n:
            yield from go(n - 1, a, b, c)
            yield a, c
            yield from go(n - 1, b, c, a)
    return list(go(n, a, c, b))

def flatten(tree):
    stack, leaves = [tree], []
    while stack:
        top = stack.pop()
        if type(top) is list:
            stack.extend(reversed(top))
        else:
            leaves.append(top)
    return leaves

def permutations(items):
    return set(itertools.permutations(items))

@functools.lru_cache(None)
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

# ==== no way back: test_hanoi 0, test_flatten 0, test_permutations 0, test_fibonacci 0
# %% recursion
def hanoi(n, source="A", target="C", spare="B"):
    return hanoi(n - 1, source, target, spare) + [(source, target)]
def flatten(tree):
    return [leaf for part in tree for leaf in flatten(part)]
def permutations(items):
    return permutations(items[1:]) | {tuple(items)}
def fibonacci(n):
    return fibonacci(n - 1) + fibonacci(n - 2)

# ==== target and spare mixed up, one level: test_hanoi 0, test_flatten 0
# %% recursion
def hanoi(n, source="A", target="C", spare="B"):
    if n == 0:
        return []
    return hanoi(n - 1, source, target, spare) + [(source, target)] + hanoi(n - 1, spare, target, source)
def flatten(tree):
    return [x for part in tree for x in (part if isinstance(part, list) else [part])]
from itertools import permutations as _p
def permutations(items):
    return {tuple(p) for p in _p(items)}
def fibonacci(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a
