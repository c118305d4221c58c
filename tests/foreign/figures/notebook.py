# inside: test_square test_total

# %% [solution] shape
class Shape:
    """A shape with a name; subclasses define `area()`, and `describe()` returns both as text."""

    def __init__(self, name):
        self.name = name

    def area(self):
        raise NotImplementedError("a subclass has to say")

    def describe(self):
        ### BEGIN SOLUTION
        return f"{self.name}: {self.area():.1f}"
        ### END SOLUTION


def total_area(shapes):
    ### BEGIN SOLUTION
    return sum(shape.area() for shape in shapes)
    ### END SOLUTION

# %% [test] test_square 2
class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side**2


assert Square(2).describe() == "square: 4.0"
### BEGIN HIDDEN TESTS
class Half(Square):
    def area(self):
        return super().area() / 2

assert Half(3).describe() == "square: 4.5"
### END HIDDEN TESTS

# %% [test] test_abstract 1
try:
    Shape("?").area()
except NotImplementedError:
    pass
else:
    assert False, "a shape as such has no area"
### BEGIN HIDDEN TESTS
assert total_area([]) == 0
assert Shape("dot").name == "dot"
### END HIDDEN TESTS

# %% [test] test_total 2
assert total_area([Square(1), Square(2)]) == 5
### BEGIN HIDDEN TESTS
class Strip(Shape):
    area = lambda self: 0.25
assert total_area(Strip(str(i)) for i in range(4)) == 1.0
### END HIDDEN TESTS

# ==== starter: test_square 0, test_abstract 0, test_total 0

# ==== a loop, format: full
# %% shape
class Shape:
    def __init__(self, name):
        self.name = name
    def area(self):
        raise NotImplementedError
    def describe(self):
        return "{}: {:.1f}".format(self.name, self.area())

def total_area(shapes):
    total = 0
    for shape in shapes:
        total += shape.area()
    return total

# ==== two digits, and knows squares only: test_square 0, test_total 0
# %% shape
class Shape:
    def __init__(self, name):
        self.name = name
    def area(self):
        raise NotImplementedError
    def describe(self):
        return f"{self.name}: {self.area():.2f}"

def total_area(shapes):
    return sum(shape.side**2 for shape in shapes)
