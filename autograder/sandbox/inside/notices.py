"""Notices for the learner in the outputs of cells. The grader sends their texts; no file in the sandbox holds one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

ENGLISH = "en"

_texts: Mapping[str, Mapping[str, str]] = {}
_language = ENGLISH


def load(texts: Mapping[str, Mapping[str, str]]) -> None:
    """Set the texts of notices. texts: language -> code -> text with placeholders."""
    global _texts
    _texts = texts


def speak(language: str) -> None:
    """Use this language from now on; English where there are no texts in it."""
    global _language
    _language = language


def say(code: str, **values: Any) -> str:
    """Return the text of a code in the present language; the code itself where there is no text."""
    texts = _texts.get(_language) or _texts.get(ENGLISH) or {}
    return texts.get(code, code).format(**values)
