# %% [solution] chain
class Node:
    """A node of a linked list: a value and the next node or None."""

    def __init__(self, value, following=None):
        self.value = value
        self.following = following


def from_list(values):
    ### BEGIN SOLUTION
    node = None
    for value in reversed(values):
        node = Node(value, node)
    return node
    ### END SOLUTION


def reverse(node):
    """Reverse the list without new nodes, and return the node that is now the first."""
    ### BEGIN SOLUTION
    before = None
    while node:
        node.following, before, node = before, node, node.following
    return before
    ### END SOLUTION


def has_cycle(node):
    ### BEGIN SOLUTION
    slow = fast = node
    while fast and fast.following:
        slow, fast = slow.following, fast.following.following
        if slow is fast:
            return True
    return False
    ### END SOLUTION

# %% [test] test_from_list 1
def values_of(node, limit=100):
    found = []
    while node is not None and len(found) < limit:
        found.append(node.value)
        node = node.following
    return found

assert values_of(from_list([1, 2, 3])) == [1, 2, 3]
### BEGIN HIDDEN TESTS
assert from_list([]) is None
assert from_list("ab").following.following is None
### END HIDDEN TESTS

# %% [test] test_reverse 2
assert values_of(reverse(Node(1, Node(2)))) == [2, 1]
### BEGIN HIDDEN TESTS
first = Node("x", Node("y", Node("z")))
middle, last = first.following, first.following.following
turned = reverse(first)
assert turned is last and turned.following is middle and first.following is None
assert reverse(None) is None
### END HIDDEN TESTS

# %% [test] test_cycle 2
ring = Node(0)
ring.following = ring
assert has_cycle(ring) and not has_cycle(None)
### BEGIN HIDDEN TESTS
nodes = [Node(i) for i in range(6)]
for a, b in zip(nodes, nodes[1:]):
    a.following = b
assert not has_cycle(nodes[0])
nodes[-1].following = nodes[3]
assert has_cycle(nodes[0]) is True
### END HIDDEN TESTS

# ==== starter: none

# ==== recursive, a set: full
# %% chain
class Node:
    __slots__ = "value", "following"
    def __init__(self, value, following=None):
        self.value, self.following = value, following
def from_list(values):
    return Node(values[0], from_list(values[1:])) if len(values) else None
def reverse(node, before=None):
    if node is None:
        return before
    rest = node.following
    node.following = before
    return reverse(rest, node)
def has_cycle(node):
    seen = set()
    while node is not None:
        if id(node) in seen:
            return True
        seen.add(id(node))
        node = node.following
    return False

# ==== new nodes, equal values: test_reverse 0, test_cycle 0
# %% chain
class Node:
    def __init__(self, value, following=None):
        self.value = value
        self.following = following
def from_list(values):
    head = None
    for v in values[::-1]:
        head = Node(v, head)
    return head
def reverse(node):
    new = None
    while node:
        new, node = Node(node.value, new), node.following
    return new
def has_cycle(node):
    seen = []
    while node:
        if node.value in seen:
            return True
        seen.append(node.value)
        node = node.following
        if len(seen) > 4:
            return False
    return False
