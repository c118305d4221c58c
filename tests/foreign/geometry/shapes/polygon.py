"""Polygons and their points; given to learners, and used by the tests."""

import math


class Polygon:
    def __init__(self, points):
        self.points = list(points)

    def sides(self):
        return [math.dist(a, b) for a, b in zip(self.points, self.points[1:] + self.points[:1])]


def regular(n):
    return [(math.cos(2 * math.pi * i / n), math.sin(2 * math.pi * i / n)) for i in range(n)]
