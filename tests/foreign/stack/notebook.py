# %% [locked] imports
from unittest import TestCase

# %% [solution] stack
class Empty(LookupError):
    """The stack is empty."""


class Stack:
    """Last in, first out. Holds at most `limit` items, any number if it is None; one too many raises OverflowError."""

    ### BEGIN SOLUTION
    def __init__(self, limit=None):
        self._items = []
        self.limit = limit

    def push(self, item):
        if self.limit is not None and len(self._items) == self.limit:
            raise OverflowError("the stack is full")
        self._items.append(item)

    def pop(self):
        if not self._items:
            raise Empty("the stack is empty")
        return self._items.pop()

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items[::-1])
    ### END SOLUTION

# %% [test] test_push_and_pop 2
s = Stack()
s.push(1)
s.push("two")
assert s.pop() == "two"
### BEGIN HIDDEN TESTS
assert len(s) == 1
s.push([3])
assert list(s) == [[3], 1]
assert (s.pop(), s.pop()) == ([3], 1)
assert len(s) == 0 and not s
### END HIDDEN TESTS

# %% [test] test_errors 2
case = TestCase()
with case.assertRaises(Empty):
    Stack().pop()
### BEGIN HIDDEN TESTS
with case.assertRaisesRegex(OverflowError, "full"):
    small = Stack(limit=2)
    for item in range(3):
        small.push(item)
case.assertEqual(small.limit, 2)
case.assertTrue(issubclass(Empty, LookupError))
case.assertListEqual([small.pop(), small.pop()], [1, 0])
### END HIDDEN TESTS

# ==== starter: none

# ==== a linked one: full
# %% stack
class Empty(LookupError):
    pass

class Stack:
    def __init__(self, limit=None):
        self.top, self.size, self.limit = None, 0, limit
    def push(self, item):
        if self.size == self.limit:
            raise OverflowError("full")
        self.top, self.size = (item, self.top), self.size + 1
    def pop(self):
        try:
            item, self.top = self.top
        except TypeError:
            raise Empty
        self.size -= 1
        return item
    def __len__(self):
        return self.size
    def __iter__(self):
        node = self.top
        while node:
            yield node[0]
            node = node[1]

# ==== a queue: test_push_and_pop 0, test_errors 0
# %% stack
class Empty(LookupError):
    pass

class Stack(list):
    limit = None
    push = list.append
    def pop(self):
        return super().pop(0)

# ==== returns None when empty: test_errors 0
# %% stack
class Empty(LookupError):
    pass

class Stack:
    def __init__(self, limit=None):
        self.items, self.limit = [], limit
    def push(self, item):
        self.items.append(item)
    def pop(self):
        return self.items.pop() if self.items else None
    def __len__(self):
        return len(self.items)
    def __iter__(self):
        return reversed(self.items)
