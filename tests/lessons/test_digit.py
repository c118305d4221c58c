"""Test the fields to draw a digit on: with widgets, without them, and with a picture."""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pytest

from autograder.course.course import Course

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
SOURCE = COURSE.sources("deep_network_application", "en")["deep_network_application"]
PARTS = ("words", "pictures")
Namespace = dict[str, Any]


@pytest.fixture
def cell(monkeypatch: pytest.MonkeyPatch) -> Namespace:
    """The names of the notebook's cells that draw, in a kernel with widgets; what they display is in `shown`."""
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    monkeypatch.setattr(plt, "show", plt.close)
    shown: list[Any] = []
    names: Namespace = {"np": np, "plt": plt, "io": io, "os": os, "display": shown.append, "shown": shown}
    names["get_ipython"] = lambda: SimpleNamespace(kernel=object())
    for part in PARTS:
        exec(SOURCE.by_id[part].source, names)
    return names


def drawn_on(cell: Namespace, image: np.ndarray) -> tuple[list[Any], Any, Any, Any]:
    """Show fields to draw on; return the fields, the buttons to clear and to load, and the line with the answer."""
    cell["draw_digit"](image, lambda image: f"ink {image.sum():g}")
    grid, row, line = cell["shown"][-1].children
    return list(grid.children), *row.children, line


def uploaded(content: bytes) -> dict[str, Any]:
    """Return a file as the browser sends it."""
    now = datetime.now(UTC)
    return {"name": "one", "type": "", "size": len(content), "content": memoryview(content), "last_modified": now}


def test_a_click_makes_a_field_grey_then_black_then_white(cell: Namespace) -> None:
    image = np.zeros((8, 8))
    fields, _, _, line = drawn_on(cell, image)
    assert len(fields) == 64 and "ink 0" in line.value
    for ink, colour in ((0.5, "rgb(128, 128, 128)"), (1, "rgb(0, 0, 0)"), (0, "rgb(255, 255, 255)")):
        fields[10].click()
        assert fields[10].style.button_color == colour and f"ink {ink:g}<" in line.value
    assert not image.any(), "the caller's array is left alone"


def test_clear_makes_all_fields_white(cell: Namespace) -> None:
    fields, clear, _, line = drawn_on(cell, np.ones((8, 8)))
    assert "ink 64" in line.value
    clear.click()
    assert "ink 0" in line.value and {field.style.button_color for field in fields} == {"rgb(255, 255, 255)"}


def test_a_picture_is_shrunk_and_dark_ink_counts(cell: Namespace) -> None:
    paper = np.ones((40, 40))
    paper[:, 15:20] = 0.0  # a black stroke on white
    file = io.BytesIO()
    plt.imsave(file, np.dstack([paper] * 3), format="png")
    fields, _, load, line = drawn_on(cell, np.zeros((8, 8)))
    load.set_trait("value", (uploaded(file.getvalue()),))
    assert [n % 8 for n, field in enumerate(fields) if field.style.button_color == "rgb(0, 0, 0)"] == [3] * 8
    assert "ink 8<" in line.value
    load.set_trait("value", (uploaded(b"no picture"),))
    assert line.value == "This file is no picture."


@pytest.mark.parametrize("why", ["no kernel", "a grader", "no widgets"])
def test_without_widgets_the_image_is_drawn(cell: Namespace, why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if why == "no kernel":
        cell["get_ipython"] = lambda: SimpleNamespace()
    elif why == "a grader":
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    else:
        monkeypatch.setitem(sys.modules, "ipywidgets", None)
    drawn = []
    cell["show_images"] = lambda images, titles, size: drawn.append((images, titles))
    cell["draw_digit"](np.ones((8, 8)), lambda image: f"ink {image.sum():g}")
    [(images, titles)] = drawn
    assert titles == ["ink 64"] and images[0].shape == (8, 8) and cell["shown"] == []
