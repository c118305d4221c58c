# inside: test_polygon

# %% [locked] imports
import math
from shapes.polygon import Polygon, regular

# %% [solution] area
def area(points):
    """Return the area of a polygon, by the shoelace formula."""
    ### BEGIN SOLUTION
    following = points[1:] + points[:1]
    return abs(sum(a * d - b * c for (a, b), (c, d) in zip(points, following))) / 2
    ### END SOLUTION


def load(path):
    """Return the points in a file, which has two numbers in each line."""
    ### BEGIN SOLUTION
    with open(path) as file:
        return [tuple(float(word) for word in line.split()) for line in file]
    ### END SOLUTION


def perimeter(polygon):
    ### BEGIN SOLUTION
    return sum(polygon.sides())
    ### END SOLUTION

# %% [test] test_area 2
assert area([(0, 0), (1, 0), (1, 1), (0, 1)]) == 1
### BEGIN HIDDEN TESTS
assert abs(area(regular(6)) - 3 * math.sqrt(3) / 2) < 1e-9
assert area(regular(5)[::-1]) > 0, "clockwise too"
### END HIDDEN TESTS

# %% [test] test_load 1
triangle = load("data/triangle.txt")
assert triangle[0] == (0, 0)
### BEGIN HIDDEN TESTS
assert triangle == [(0, 0), (4, 0), (4, 3)]
### END HIDDEN TESTS

# %% [test] test_polygon 2
# the function has to work with an object of a class that the course defines
assert perimeter(Polygon(triangle)) == 12
### BEGIN HIDDEN TESTS
assert abs(perimeter(Polygon(regular(360))) - 2 * math.pi) < 1e-3
### END HIDDEN TESTS

# ==== starter: none

# ==== numpy: full
# %% area
import numpy as np
def area(points):
    x, y = np.array(points, dtype=float).T
    return 0.5 * abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))
def load(path):
    return [tuple(row) for row in np.loadtxt(path).tolist()]
def perimeter(polygon):
    total, last = 0, polygon.points[-1]
    for point in polygon.points:
        total += math.hypot(point[0] - last[0], point[1] - last[1])
        last = point
    return total

# ==== signed, lists, open: test_area 0, test_load 0, test_polygon 0
# %% area
def area(points):
    return sum(a * d - b * c for (a, b), (c, d) in zip(points, points[1:] + points[:1])) / 2
def load(path):
    return [[float(w) for w in line.split()] for line in open(path)]
def perimeter(polygon):
    return sum(polygon.sides()[:-1])

# ==== only the square's: test_area 0
# %% area
def area(points):
    return (points[1][0] - points[0][0]) * (points[2][1] - points[1][1]) / (4 - len(points) or 1)
def load(path):
    return [tuple(map(float, line.split())) for line in open(path)]
def perimeter(polygon):
    return sum(polygon.sides())
