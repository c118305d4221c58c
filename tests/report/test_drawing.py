"""Test the drawings of a report."""

from __future__ import annotations

from bs4 import BeautifulSoup

from autograder.report.drawing import HEIGHT, WIDTH, bars, line


def test_bars_are_as_high_as_what_they_count() -> None:
    made = BeautifulSoup(bars([0, 2, 4], ["<b>", "1", "2"], 'the "name"', marked=0.5), "html.parser")
    heights = [float(str(bar["height"])) for bar in made.find_all("rect")]
    assert heights[0] == 0 and heights[2] == 2 * heights[1] > 0
    assert made.b is None and made.svg and made.svg["aria-label"] == 'the "name"'
    assert made.find("line", {"class": "mark"})


def test_an_empty_class_can_be_drawn() -> None:
    assert "svg" in bars([0] * 10, ["0", "1", "2"], "x") and "svg" in line([], [], "x")


def test_a_line_stays_inside() -> None:
    made = BeautifulSoup(line([0.0, 1.0, 0.5], ["a", "b", "c"], "x"), "html.parser")
    places = [tuple(map(float, place.split(","))) for place in str(made.polyline["points"]).split()]  # type: ignore[index]
    assert len(places) == 3 and all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in places)
