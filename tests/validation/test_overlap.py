"""How much of a line of the reference a hint gives away."""

from __future__ import annotations

import pytest

from autograder.validation.overlap import overlap

REFERENCE = '''
def forward(w, b, X):
    """Compute `sigmoid(np.dot(w.T, X) + b)`."""
    Z = np.dot(w.T, X) + b
    for i in range(3):
        w = w - 1
    return sigmoid(Z)
'''
LINE = "Z = np.dot(w.T, X) + b"


@pytest.mark.parametrize(
    ("hint", "part"),
    [
        (f"The bias is missing: `{LINE}`.", 1.0),
        ("The bias is missing: `Z=np.dot( w.T,X )+b`.", 1.0),
        ("Use `np.dot(w.T, X)`.", 10 / 14),
        ("The bias is missing: Z = np.dot(w.T, X) + b.", 0.0),
        ("Multiply `w` and `X`.", 1 / 14),
        ("Not Python: `np.dot(w.T, …`", 8 / 14),
        ("", 0.0),
    ],
)
def test_the_longest_run_of_tokens_counts(hint: str, part: float) -> None:
    assert overlap(hint, REFERENCE)[0] == pytest.approx(part)


def test_the_line_is_named() -> None:
    assert overlap(f"`{LINE}`", REFERENCE) == (1.0, LINE)


def test_short_lines_heads_and_docstrings_do_not_count() -> None:
    assert overlap("`return sigmoid(Z)` and `w = w - 1`", REFERENCE)[0] < 0.3
    assert overlap("`def forward(w, b, X):`", REFERENCE)[0] < 0.3


def test_code_in_blocks_is_indented_as_it_likes() -> None:
    indented = "    " + REFERENCE.strip().replace("\n", "\n    ")
    assert overlap(f"`{LINE}`", indented) == (1.0, LINE)


def test_a_compound_statement_counts_by_its_head() -> None:
    assert overlap("`for i in range(3):`", REFERENCE) == (1.0, "for i in range(3):")
