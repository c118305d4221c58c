"""Draw a report's numbers as plain SVG, whose colours come from the page's style."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

WIDTH, HEIGHT, EDGE = 560, 190, 30


def bars(counts: Sequence[int], labels: Sequence[str], name: str, marked: float | None = None) -> Markup:
    """Return a histogram. labels: below the first, the middle and the last bar. marked: a place from 0 to 1 to mark."""
    most = max([*counts, 1])
    step = (WIDTH - 2 * EDGE) / max(1, len(counts))
    parts = []
    for place, count in enumerate(counts):
        height = (HEIGHT - 2 * EDGE) * count / most
        x, y = EDGE + place * step, HEIGHT - EDGE - height
        parts.append(f'<rect class="bar" x="{x + 1:.1f}" y="{y:.1f}" width="{step - 2:.1f}" height="{height:.1f}"/>')
        if count:
            parts.append(f'<text class="count" x="{x + step / 2:.1f}" y="{y - 4:.1f}">{count}</text>')
    if marked is not None:
        x = EDGE + marked * (WIDTH - 2 * EDGE)
        parts.append(f'<line class="mark" x1="{x:.1f}" x2="{x:.1f}" y1="{EDGE}" y2="{HEIGHT - EDGE}"/>')
    for spot, label in zip((EDGE, WIDTH / 2, WIDTH - EDGE), labels, strict=True):
        parts.append(f'<text class="label" x="{spot:.1f}" y="{HEIGHT - 8}">{escape(label)}</text>')
    return _drawing(parts, name)


def line(values: Sequence[float], labels: Sequence[str], name: str) -> Markup:
    """Return parts of points, 0 to 1, as a line over assignments."""
    left, step = (4.0 * EDGE, (WIDTH - 8 * EDGE) / (len(values) - 1)) if len(values) > 1 else (WIDTH / 2, 0.0)
    places = [(left + n * step, HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value) for n, value in enumerate(values)]
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts = [f'<polyline class="line" points="{points}"/>']
    for (x, y), value, label in zip(places, values, labels, strict=True):
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4"/><text class="count" x="{x:.1f}" y="{y - 8:.1f}">{value:.0%}</text>'
        )
        parts.append(f'<text class="label" x="{x:.1f}" y="{HEIGHT - 8}">{escape(label[:24])}</text>')
    return _drawing(parts, name)


def _drawing(parts: Sequence[str], name: str) -> Markup:
    axis = f'<line class="axis" x1="{EDGE}" x2="{WIDTH - EDGE}" y1="{HEIGHT - EDGE}" y2="{HEIGHT - EDGE}"/>'
    head = Markup('<svg class="chart" viewBox="0 0 {} {}" width="{}" role="img" aria-label="{}">').format(
        WIDTH, HEIGHT, WIDTH, name
    )
    return head + Markup("".join([axis, *parts, "</svg>"]))
