"""Test the drawings of feedback pages: sizes to one scale, and nothing but shapes and escaped text."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from autograder.feedback.drawing import BOX, HEIGHT, WIDTH, boxes, curves


def rectangles(got: list[int], expected: list[int]) -> list[tuple[float, float]]:
    made = BeautifulSoup(boxes(got, expected, ("found", "expected")), "html.parser")
    return [(float(str(rect["height"])), float(str(rect["width"]))) for rect in made.find_all("rect")]


def test_boxes_are_drawn_to_one_scale() -> None:
    assert rectangles([2, 4], [4, 2]) == [(BOX / 2, BOX), (BOX, BOX / 2)]


@pytest.mark.parametrize(
    ("got", "expected"), [([], [3, 1]), ([3], [3, 1]), ([0, 2], [2, 0]), ([2, 3, 4], [10**9, 1]), ([10**15, 0, 10**15], [2])]
)
def test_any_shapes_can_be_drawn(got: list[int], expected: list[int]) -> None:
    assert all(0 < side <= BOX for sides in rectangles(got, expected) for side in sides)


def test_a_drawing_says_what_it_shows_and_escapes_it() -> None:
    made = BeautifulSoup(boxes([3], [3, 1], ("<b>", '"')), "html.parser")
    assert made.b is None and made.svg and "(3, 1)" in str(made.svg["aria-label"])


@pytest.mark.parametrize("got", [[1.0, 1.0, 1.0, 1.0], [1e300, -1e300, 0.0, 1.0], [4.0, 3.0, 2.0, 1.0]])
def test_curves_stay_inside_their_drawing(got: list[float]) -> None:
    made = BeautifulSoup(curves(got, [1.0, 0.5, 0.2, 0.1, 0.05], ("mine", "right")), "html.parser")
    lines = made.find_all("polyline")
    assert len(lines) == 2
    for line in lines:
        for place in str(line["points"]).split():
            x, y = map(float, place.split(","))
            assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT
