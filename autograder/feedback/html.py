"""Write the content of a feedback page as one HTML file that asks for nothing: no script, and nothing from elsewhere."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from autograder.feedback.drawing import boxes, curves
from autograder.feedback.page import Page
from autograder.feedback.text import to_html
from autograder.words import say

FOLDER = Path(__file__).parent
GROUPS = {"values": "values", "shapes": "shapes", "edge cases": "edge_cases", "arguments unchanged": "unchanged"}


def feedback_html(page: Page) -> str:
    """Return a feedback page as HTML."""
    return rendered(FOLDER / "feedback.html.j2", page.language, page=page, style=style())


def rendered(template: Path, language: str, **values: Any) -> str:
    """Return a template of this package with these values; it escapes all that is not marked as HTML."""

    def told(code: str, **its: Any) -> str:
        return say(code, language, **its)

    made = _environment(template.parent).get_template(template.name)
    return made.render(
        **values,
        say=told,
        language=language,
        markdown=to_html,
        number=number,
        boxes=lambda shapes: boxes(shapes.got, shapes.expected, (told("feedback.found"), told("feedback.expected"))),
        curves=lambda curve: curves(curve.got, curve.expected, (told("feedback.yours"), told("feedback.of_reference"))),
        group=lambda name: told(f"feedback.part.{GROUPS[name]}") if name in GROUPS else name,
        policy=policy,
    )


def policy(styles: Iterable[str], scripts: Iterable[str] = ()) -> Markup:
    """Return the page's Content-Security-Policy: these styles and scripts, and nothing from anywhere."""
    rules = {
        "default-src": "'none'",
        "style-src": " ".join(map(_source, styles)),
        "script-src": " ".join(map(_source, scripts)) or "'none'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    text = "; ".join(f"{name} {value}" for name, value in rules.items())
    return Markup('<meta http-equiv="Content-Security-Policy" content="{}">').format(text)


def _source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def style() -> Markup:
    """Return the style that all pages share."""
    return Markup((FOLDER / "page.css").read_text("utf-8"))


def number(points: float) -> str:
    """Return points with at most two decimals: "7.5"."""
    return f"{round(points, 2):g}"


@cache
def _environment(folder: Path) -> Environment:
    return Environment(loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True, lstrip_blocks=True)
