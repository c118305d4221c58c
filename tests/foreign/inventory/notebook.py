# inside: test_fields test_equality

# %% [locked] imports
from dataclasses import dataclass, field, asdict, FrozenInstanceError

# %% [solution] item
@dataclass
class Item:
    """Something in stock: a name, a price (0.0 by default) and a list of tags."""

    ### BEGIN SOLUTION
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)
    ### END SOLUTION


### BEGIN SOLUTION
@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0
### END SOLUTION

# %% [test] test_fields 2
pen = Item("pen", 1.5)
assert pen.name == "pen" and pen.price == 1.5 and pen.tags == []
### BEGIN HIDDEN TESTS
first, second = Item("a"), Item("b")
first.tags.append("new")
assert second.tags == [], "each item has a list of its own"
assert first.price == 0.0
first.price += 2
assert first.price == 2
### END HIDDEN TESTS

# %% [test] test_equality 2
assert Item("pen", 1.5) == Item("pen", 1.5)
### BEGIN HIDDEN TESTS
assert Item("pen") != Item("pencil")
assert asdict(Item("x", 1, ["y"])) == {"name": "x", "price": 1, "tags": ["y"]}
assert repr(Item("x")) == "Item(name='x', price=0.0, tags=[])"
### END HIDDEN TESTS

# %% [test] test_version 2
assert Version(1, 2) < Version(1, 10)
### BEGIN HIDDEN TESTS
assert not Version(2) <= Version(1, 9)
assert max(Version(1).major, Version(3, 5).major) == 3
try:
    Version(1).minor = 4
    raise AssertionError("a version does not change")
except AttributeError:
    pass
### END HIDDEN TESTS

# ==== starter: none

# ==== other words for the same: full
# %% item
import dataclasses
from typing import List

@dataclasses.dataclass
class Item:
    name: str
    price: float = 0.0
    tags: List[str] = dataclasses.field(default_factory=lambda: [])

@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0

# ==== one list for all, and versions that change: test_fields 0, test_equality 0, test_version 0
# %% item
class Item:
    tags = []
    def __init__(self, name, price=0.0):
        self.name, self.price = name, price

@dataclass(order=True)
class Version:
    major: int
    minor: int = 0

# ==== versions as texts: test_version 0
# %% item
@dataclass
class Item:
    name: str
    price: float = 0.0
    tags: list = field(default_factory=list)

@dataclass(frozen=True)
class Version:
    major: str
    minor: str = "0"
    def __lt__(self, other):
        return f"{self.major}.{self.minor}" < f"{other.major}.{other.minor}"
