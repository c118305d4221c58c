"""Draw shapes as boxes and rows of numbers as curves: plain SVG, whose colours come from the page's style."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

BOX = 96  # the longest side of a box
LEAST = 10
WIDTH, HEIGHT, EDGE = 520, 200, 34


def boxes(got: Sequence[int], expected: Sequence[int], labels: tuple[str, str]) -> Markup:
    """Return two shapes as boxes beside each other, to one scale: found on the left, expected on the right.

    A shape with one axis is a row without a second side; one with more than two shows its last two axes.
    """
    largest = max(1, *got[-2:], *expected[-2:])
    parts, x = [], 8.0
    for kind, shape, label in (("got", got, labels[0]), ("expected", expected, labels[1])):
        rows, columns = (1, *shape)[-2:] if shape else (1, 1)
        height, width = (max(LEAST, BOX * side / largest) for side in (rows, columns))
        text = f"({', '.join(map(str, shape))}{',' if len(shape) == 1 else ''})"
        dash = ' stroke-dasharray="5 3"' if len(shape) < 2 else ""
        across = (
            f'<line x1="{at:.1f}" y1="30" x2="{at:.1f}" y2="{30 + height:.1f}"/>' for at in _between(x, width, columns)
        )
        down = (
            f'<line x1="{x:.1f}" y1="{at:.1f}" x2="{x + width:.1f}" y2="{at:.1f}"/>' for at in _between(30, height, rows)
        )
        lines = "".join((*across, *down))
        parts.append(
            f'<g class="box {kind}"><text x="{x:.1f}" y="18">{escape(label)} {text}</text>'
            f'<rect x="{x:.1f}" y="30" width="{width:.1f}" height="{height:.1f}"{dash}/>{lines}</g>'
        )
        x += max(width, 9.0 * (len(label) * (1.8 if not label.isascii() else 1) + len(text) + 2)) + 24
    return Markup('<svg class="boxes" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">{}</svg>').format(
        round(x), BOX + 40, round(x), _shapes_in_words(got, expected, labels), Markup("".join(parts))
    )


def _between(start: float, length: float, parts: int) -> list[float]:
    """Return the places that cut a length into equal parts; none for more than twelve, a size that a learner may choose."""
    return [start + length * n / parts for n in range(1, parts)] if parts <= 12 else []


def _shapes_in_words(got: Sequence[int], expected: Sequence[int], labels: tuple[str, str]) -> str:
    return f"{labels[0]} {tuple(got)}, {labels[1]} {tuple(expected)}"


def curves(got: Sequence[float], expected: Sequence[float], labels: tuple[str, str]) -> Markup:
    """Return two rows of numbers as curves over their numbers: the learner's, and the expected one dashed."""
    low, high = min(*got, *expected), max(*got, *expected)
    spread, most = (high - low) or 1.0, max(len(got), len(expected)) - 1 or 1

    def line(numbers: Sequence[float]) -> str:
        places = (
            (EDGE + (WIDTH - 2 * EDGE) * n / most, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / spread)
            for n, value in enumerate(numbers)
        )
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)

    return Markup(
        '<svg class="curves" viewBox="0 0 {w} {h}" width="{w}" role="img" aria-label="{name}">'
        '<line class="axis" x1="{e}" y1="{b}" x2="{r}" y2="{b}"/><line class="axis" x1="{e}" y1="{e}" x2="{e}" y2="{b}"/>'
        '<polyline class="expected" points="{right}"/><polyline class="got" points="{mine}"/>'
        '<text x="{e}" y="18">{high}</text><text x="{e}" y="{under}">{low}</text>'
        '<text class="got" x="{mid}" y="18">{first}</text><text class="expected" x="{mid}" y="34">{second}</text></svg>'
    ).format(
        w=WIDTH, h=HEIGHT, e=EDGE, b=HEIGHT - EDGE, r=WIDTH - EDGE, under=HEIGHT - 14, mid=WIDTH // 2,
        name=" / ".join(labels),
        right=line(expected), mine=line(got), high=f"{high:.4g}", low=f"{low:.4g}",
        first=f"— {labels[0]}", second=f"- - {labels[1]}",
    )  # fmt: skip
