"""Test that figures in Chinese show no boxes: they use an installed Chinese font, and are in English where there is none."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib import font_manager
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.ft2font import FT2Font

from autograder.course.course import Course

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
PLAIN = [font for font in font_manager.fontManager.ttflist if font.name.startswith("DejaVu")]  # these come with Matplotlib
FIGURES = {  # assignment -> a figure with words
    "introduction": "draw_network()",
    "gradient_descent": "plot_secants()",
    "numpy_basics": "draw_broadcasting()",
    "logistic_regression": "draw_forward()",
    "shallow_network": "draw_network()",
    "deep_network": "draw_there_and_back()",
    "deep_network_application": "plot_sweep({0.1: 0.9, 1.0: 0.5})",
}
Names = dict[str, Any]


def run_cells(assignment: str, *cells: str) -> Names:
    """Run cells of the Chinese notebook, and return their names."""
    [source] = COURSE.sources(assignment, "zh").values()
    names: Names = {"np": np, "plt": plt, "LinearSegmentedColormap": LinearSegmentedColormap}
    for cell in cells:
        exec(source.by_id[cell].source, names)
    return names


def draw_and_close() -> None:
    """Draw the figure that a cell shows."""
    plt.gcf().canvas.draw()
    plt.close()


@pytest.fixture(autouse=True)
def shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plt, "show", draw_and_close)


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_without_a_chinese_font_figures_are_in_english(
    assignment: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(font_manager.fontManager, "ttflist", PLAIN)
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")  # Matplotlib warns of characters that a font does not have
        names = run_cells(assignment, "words", "pictures")
        exec(FIGURES[assignment], names)
        assert plt.rcParams["font.family"] == ["sans-serif"]
    assert "没有找到中文字体" in capsys.readouterr().out
    known = FT2Font(font_manager.findfont("DejaVu Sans")).get_charmap()
    said = [names["say"](text) for text in names["WORDS"]]
    assert [text for text in said if any(ord(character) not in known for character in text if character != "\n")] == []


@pytest.mark.parametrize("assignment", COURSE.assignments())
def test_an_installed_chinese_font_is_used(assignment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = font_manager.FontEntry(name="SimHei")
    monkeypatch.setattr(font_manager.fontManager, "ttflist", [*PLAIN, installed])
    with mpl.rc_context():
        names = run_cells(assignment, "words")
        assert plt.rcParams["font.family"] == ["SimHei", "DejaVu Sans"]
    assert all(names["say"](text) == chinese for text, chinese in names["WORDS"].items())
