"""Test that formulas become MathML: those of this course all do, and whatever is typed stays text."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.formulas import DEEPEST, LONGEST, formula

SOURCES = sorted((Path(__file__).parents[1] / "source").glob("*/*.ipynb"))
ELEMENTS = set(
    "math semantics annotation mrow mi mo mn mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable"
    " mtr mtd".split()
)


def drawn(tex: str) -> str:
    """Return the MathML of a formula without its annotation."""
    made = formula(tex)
    assert made.startswith("<math"), f"not drawn: {tex}"
    return re.sub(r"<annotation.*?</annotation>", "", made)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_every_formula_of_the_course_is_drawn(path: Path) -> None:
    found = 0
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        text = re.sub(r"`[^`]*`", "", "".join(cell["source"])) if cell["cell_type"] == "markdown" else ""
        for display, inline in re.findall(r"\$\$(.+?)\$\$|\$(.+?)\$", text, re.DOTALL):
            assert ElementTree.fromstring(drawn(display or inline)).tag == "math"
            found += 1
    assert found


@pytest.mark.parametrize(
    ("tex", "part"),
    [
        ("\\alpha", "<mi>α</mi>"),
        ("x_1^2", "<msubsup><mi>x</mi><mrow><mn>1</mn></mrow>"),
        ("\\frac{1}{m}", "<mfrac>"),
        ("\\sqrt[3]{x}", "<mroot>"),
        ("\\sum_{i=1}^m a", "<munderover><mo>∑</mo>"),
        ("\\hat{y}", '<mover accent="true">'),
        ("\\text{if } z > 0", "<mtext>if&#160;</mtext>"),
        ("\\begin{cases} 1 & a \\\\ 0 & b \\end{cases}", "<mtable"),
        ("\\left( x \\right)", '<mo stretchy="true">(</mo>'),
        ("f'(x)", "<mo>′</mo>"),
        ("\\mathbb{R}", "<mi>ℝ</mi>"),
        ("\\mathcal{L}", "<mi>ℒ</mi>"),
    ],
)
def test_commands(tex: str, part: str) -> None:
    assert part in drawn(tex)


@pytest.mark.parametrize(
    "tex", ["\\href{javascript:evil()}{x}", "\\unknown", "{", "x^", "\\frac{1}", "a}", "\\left(", "x^2^3"]
)
def test_what_cannot_be_drawn_is_shown_as_typed(tex: str) -> None:
    made = formula(tex)
    assert made.startswith('<code class="formula">') and "<math" not in made


def test_a_formula_ends_however_long_and_deep_it_is() -> None:
    assert "<math" not in formula("{" * (DEEPEST + 2) + "}" * (DEEPEST + 2))
    assert "<math" not in formula("x" * (LONGEST + 1))
    assert "<math" not in formula("\\frac" * 1_000)


@given(st.text(st.sampled_from("\\{}^_&$<>\"' abfrctexlimghd1()[]|"), max_size=60))
def test_any_text_becomes_markup_that_does_nothing(tex: str) -> None:
    made = ElementTree.fromstring(formula(tex))
    assert {node.tag for node in made.iter()} <= ELEMENTS | {"code"}
    assert not any(name.startswith("on") or name in ("href", "src", "style") for node in made.iter() for name in node.attrib)
