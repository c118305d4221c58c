"""A report is displayed as Markdown."""

from autograder.judging.showing import _Shown


def test_a_report_is_its_text():
    shown = _Shown("**f**: 1 / 2")
    assert repr(shown) == shown._repr_markdown_() == "**f**: 1 / 2"
