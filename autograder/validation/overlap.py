"""Measure how much of a line of the reference a hint gives away."""

from __future__ import annotations

import ast
import io
import re
import textwrap
import tokenize

LEAST = 8  # tokens of a line; "return A" or "x = 0" gives nothing away
_LAYOUT = (tokenize.NEWLINE, tokenize.NL, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER)


def overlap(hint: str, reference: str) -> tuple[float, str]:
    """Return the largest part of a line of the reference that one code span of a hint holds, and that line.

    The part is the longest run of tokens that both have, divided by the tokens of the line: 0.0 to 1.0. Lines of fewer than
    LEAST tokens, the head of a function and its docstring do not count.

    hint:      Markdown.
    reference: the source of a function.
    """
    spans = [_tokens(span) for span in re.findall(r"`([^`]+)`", hint)]
    best = (0.0, "")
    for line in _lines(reference):
        tokens = _tokens(line)
        if len(tokens) >= LEAST:
            best = max(best, (max((_run(span, tokens) for span in spans), default=0) / len(tokens), line))
    return best


def _lines(reference: str) -> list[str]:
    """Return the statements of a function, one text each; of a compound statement only its head."""
    source = textwrap.dedent(reference)
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Module) or not isinstance(node, ast.stmt):
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        text = ast.get_source_segment(source, node) or ""
        found.append(text.split("\n")[0] if getattr(node, "body", None) else " ".join(text.split()))
    return found


def _tokens(code: str) -> list[str]:
    """Return the tokens of a piece of code; words and signs where it is not Python."""
    try:
        tokens = tokenize.generate_tokens(io.StringIO(code.strip()).readline)
        return [token.string for token in tokens if token.type not in _LAYOUT]
    except (tokenize.TokenError, SyntaxError):
        return re.findall(r"\w+|[^\w\s]", code)


def _run(one: list[str], other: list[str]) -> int:
    """Return the length of the longest run of equal tokens."""
    longest, row = 0, [0] * (len(other) + 1)
    for token in one:
        before, row = row, [0] * (len(other) + 1)
        for j, also in enumerate(other, start=1):
            if token == also:
                row[j] = before[j - 1] + 1
                longest = max(longest, row[j])
    return longest
