# %% [locked] imports
import random

# %% [solution] tree
class Tree:
    """A binary search tree with insert(value), depth() and iteration in order; `Tree.of(values)` makes one."""

    ### BEGIN SOLUTION
    def __init__(self):
        self.value = self.left = self.right = None
        self.size = 0

    @classmethod
    def of(cls, values):
        tree = cls()
        for value in values:
            tree.insert(value)
        return tree

    def insert(self, value):
        self.size += 1
        if self.value is None:
            self.value, self.left, self.right = value, Tree(), Tree()
        elif value < self.value:
            self.left.insert(value)
        else:
            self.right.insert(value)

    def depth(self):
        return 0 if self.value is None else 1 + max(self.left.depth(), self.right.depth())

    def __iter__(self):
        if self.value is not None:
            yield from self.left
            yield self.value
            yield from self.right

    def __contains__(self, value):
        return any(value == other for other in self)
    ### END SOLUTION

# %% [test] test_order 2
assert list(Tree.of([3, 1, 2])) == [1, 2, 3]
### BEGIN HIDDEN TESTS
random.seed(1)
numbers = [random.randrange(10_000) for _ in range(300)] + [8128]
tree = Tree.of(numbers)
assert list(tree) == sorted(numbers)
assert 8128 in tree
assert Tree.of("tree").size == 4
### END HIDDEN TESTS

# %% [test] test_depth 1
assert Tree.of([2, 1, 3]).depth() == 2
### BEGIN HIDDEN TESTS
assert Tree().depth() == 0
assert Tree.of(range(50)).depth() == 50
### END HIDDEN TESTS

# ==== starter: none

# ==== tuples: full
# %% tree
class Tree:
    def __init__(self):
        self.root, self.size = (), 0
    @classmethod
    def of(cls, values):
        tree = cls()
        [tree.insert(v) for v in values]
        return tree
    def insert(self, value):
        def put(node):
            if not node:
                return (), value, ()
            left, here, right = node
            return (put(left), here, right) if value < here else (left, here, put(right))
        self.root = put(self.root)
        self.size += 1
    def depth(self):
        def deep(node):
            return 1 + max(deep(node[0]), deep(node[2])) if node else 0
        return deep(self.root)
    def __iter__(self):
        def walk(node):
            if node:
                yield from walk(node[0])
                yield node[1]
                yield from walk(node[2])
        return walk(self.root)

# ==== loses doubles, counts edges: test_order 0, test_depth 0
# %% tree
class Tree:
    def __init__(self):
        self.items = []
    @classmethod
    def of(cls, values):
        tree = cls()
        tree.items = sorted(set(values))
        return tree
    @property
    def size(self):
        return len(self.items)
    def depth(self):
        return len(self.items) - 1
    def __iter__(self):
        return iter(self.items)
