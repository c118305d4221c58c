# secrets: 7918
# inside: test_equality

# %% [solution] vector
class Vector:
    """A vector in the plane, with +, -, * by a number, == and a length by abs()."""

    ### BEGIN SOLUTION
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return self + other * -1

    def __mul__(self, factor):
        return Vector(factor * self.x, factor * self.y)

    __rmul__ = __mul__

    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"
    ### END SOLUTION

# %% [test] test_arithmetic 2
v = Vector(1, 2) + Vector(3, 4)
assert (v.x, v.y) == (4, 6)
### BEGIN HIDDEN TESTS
difference = Vector(7919, 0) - Vector(1, 1)
assert [difference.x, difference.y] == [7918, -1]
assert (2 * v).y == (v * 2).y == 12
assert abs(Vector(3, 4)) == 5
### END HIDDEN TESTS

# %% [test] test_equality 2
assert Vector(1, 2) == Vector(1, 2)
### BEGIN HIDDEN TESTS
assert Vector(1, 2) != Vector(2, 1)
assert Vector(1, 2) + Vector(0, 1) == Vector(1, 3)
assert not Vector(0, 0) == (0, 0)
### END HIDDEN TESTS

# %% [test] test_repr 1
### BEGIN HIDDEN TESTS
assert repr(Vector(1, -2)) == "Vector(1, -2)"
assert str([Vector(0, 0.5)]) == "[Vector(0, 0.5)]"
### END HIDDEN TESTS

# ==== starter: none

# ==== a tuple inside: full
# %% vector
class Vector:
    def __init__(self, *xy):
        self.xy = xy
    x = property(lambda self: self.xy[0])
    y = property(lambda self: self.xy[1])
    def __add__(self, o): return Vector(self.x + o.x, self.y + o.y)
    def __sub__(self, o): return Vector(self.x - o.x, self.y - o.y)
    def __mul__(self, k): return Vector(self.x * k, self.y * k)
    def __rmul__(self, k): return self * k
    def __abs__(self):
        import math
        return math.hypot(*self.xy)
    def __eq__(self, o): return type(o) is Vector and self.xy == o.xy
    def __repr__(self): return "Vector(%s, %s)" % self.xy

# ==== equal when as long, and says little: test_equality 0, test_repr 0
# %% vector
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)
    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)
    def __mul__(self, factor):
        return Vector(factor * self.x, factor * self.y)
    __rmul__ = __mul__
    def __abs__(self):
        return (self.x**2 + self.y**2) ** 0.5
    def __eq__(self, other):
        return abs(self) == abs(other)

# ==== adds in place, no right factor: test_arithmetic 0, test_equality 0, test_repr 1
# %% vector
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def __add__(self, other):
        self.x += other.x
        self.y += other.y
    def __repr__(self):
        return f"Vector({self.x}, {self.y})"
