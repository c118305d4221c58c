"""Say by a rule whether a known mistake names the cause of a wrong function, so that nobody has to read the functions.

The outputs of the two are equal for every hidden input. What is left to tell is whether the hint speaks of the same slip.
There are two witnesses, and one of them is enough:

- **The change.** The kind that was written down for the function is compared with what the known mistake changes in the
  reference: `/ m` left out can be a cause of the kinds "averaging" and "missing factor", and never of "transposition".
- **The words.** Of all known mistakes of the exercise, it is the one whose name and hint have most in common with the
  sentence that was written down for the function. Rare words count more.

`diagnosis.py` has a third: the line that holds the known mistake, where the grader knows it.

People have judged the pairs of the development half (`known_mistakes.tsv`). The change says yes to nine tenths of those that
they call right, but also to two thirds of the other known mistakes of the same exercise, so it notices only what is plainly
another cause. The words say yes to two thirds, and to one in twenty-five of the others.

- True: a witness says so.
- None: neither does; the rule does not know. It counts as neither right nor wrong, and the table has a column for it.
"""

from __future__ import annotations

import difflib
import io
import math
import re
import tokenize
from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.exercise.alternatives import Mistake

ALWAYS = {"misunderstanding", "algorithm", "helper", "error", "two slips"}  # of these kinds any other formula can be
SHAPES = {"reshape", "flatten", "ravel", "newaxis", "squeeze", "keepdims", "shape", "atleast_2d", "column_stack", "None"}
REDUCING = {"sum", "mean", "average", "max", "min", "norm", "std", "var", "dot", "prod", "argmax", "argmin", "ptp"}
DRAWS = {"zeros", "ones", "randn", "rand", "normal", "uniform", "random"}
OPERATORS = {"*", "/", "@", "**", "//", "%", "<", ">", "<=", ">=", "==", "!=", "and", "or", "^", "not"}
MOVES = {"for", "while", "if", "break", "continue", "reversed", "range", "pass"}

STEM = 5  # letters of a word that are compared: "average" and "averaged" are one
ROOM = 5  # words: a long hint has more in common with anything
COMMON = set(
    "a an and are as at be been but by can does for from has have how if in into is it its no not of on one only or so than "
    "that the their them then there these they this to too was what when where which with would you your are other another "
    "again every each all first last write use see look".split()
)


def names_the_cause(mistake: Mistake, kind: str, cause: str = "", among: Sequence[Mistake] = ()) -> bool | None:
    """Return whether a known mistake names a cause; None where the rule cannot tell.

    kind, cause: as they were written down for the function. among: all known mistakes of the exercise.
    """
    return True if kind in ALWAYS or kind in kinds_of(mistake) or is_closest(mistake, cause, among) else None


def is_closest(mistake: Mistake, cause: str, among: Sequence[Mistake]) -> bool:
    """Return whether no other known mistake has as much in common with a sentence; those with equal outputs count as one."""
    words = {other.name: _words(f"{other.name} {other.hint['en']}") for other in among}
    times = Counter(word for some in words.values() for word in some)

    def common(name: str) -> float:
        rare = sum(math.log(1 + len(words) / times[word]) for word in words[name] & _words(cause))
        return rare / math.sqrt(len(words[name]) + ROOM)

    name = mistake.equals or mistake.name
    same = max((common(one.name) for one in among if name in (one.name, one.equals)), default=0.0)
    return same > 0 and all(common(one.name) <= same for one in among)


def _words(text: str) -> set[str]:
    """Return the beginnings of the words of a text, without the commonest words; "dW1" gives "dw"."""
    return {word[:STEM] for word in re.findall(r"[a-z]+", text.lower()) if len(word) > 1 and word not in COMMON}


def kinds_of(mistake: Mistake) -> set[str]:
    """Return the kinds of causes that a known mistake can be described as, besides those of `ALWAYS`."""
    if mistake.code is not None:
        return {"index", "loop", "missing term", "container", "stale value", "wrong variable"}
    found: set[str] = set()
    for old, new in mistake.changes:
        removed, added = _tokens(old), _tokens(new)
        for tag, i, j, k, l in difflib.SequenceMatcher(None, removed, added, autojunk=False).get_opcodes():
            if tag != "equal":
                found |= set(_of_hunk(removed[i:j], added[k:l]))
        found |= set(_of_whole(removed, added))
    return found


def _tokens(text: str) -> list[str]:
    try:
        read = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, IndentationError, SyntaxError):
        return text.split()
    return [token.string for token in read if token.string.strip()]


def _of_hunk(removed: list[str], added: list[str]) -> Iterable[str]:
    """Yield the kinds that one replaced, removed or added piece of a formula can be."""
    both = {*removed, *added}
    if both & {"+", "-"}:
        yield from ("sign", "operator", "brackets", "index", "missing term", "extra term")
    if "=" in both or ("+" in removed and "=" not in both and "[" in both):
        yield "loop"  # added to the old value or replacing it
    if both & OPERATORS:
        yield from ("operator", "brackets")
    if "/" in both or "m" in both or both & {"mean", "sum"}:
        yield from ("averaging", "index")  # m may be another size
    if {"/", "*", "**", "sqrt"} & {*removed} or len(removed) > len(added):
        yield from ("missing factor", "missing term")
    if {"/", "*", "**", "sqrt"} & {*added} or len(added) > len(removed):
        yield from ("extra factor", "extra term")
    if both & {"(", ")"}:
        yield from ("brackets", "function", "wrong variable")
    if "abs" in both or "sign" in both:
        yield from ("sign", "function")
    if both & (SHAPES | {"axis", "T", ":"}) or any(token.isdigit() for token in both):
        yield from ("axis", "shape")
    if "T" in both:
        yield from ("transposition", "argument order")
    if any(token.replace(".", "").isdigit() for token in both):
        yield from ("index", "constant")
    if both & DRAWS:
        yield from ("initialisation", "function", "operator", "shape", "constant")
    if both & MOVES or any(token.endswith("=") and len(token) == 2 for token in both):
        yield from ("loop", "index", "stale value", "early return", "missing term", "extra term")
    if {token for token in both if len(token) == 2 and token[1] == "=" and token[0] in "+-*/"} or "[" in both:
        yield "in place"
    if any(token.isidentifier() for token in removed) and any(token.isidentifier() for token in added):
        yield from ("wrong variable", "index", "stale value", "constant", "function")
    if {token for token in both if token.isidentifier()} & (REDUCING | SHAPES):
        yield from ("axis", "shape", "function", "averaging")
    if any(token[:1] in "\"'f" and token[-1:] in "\"'" for token in both if len(token) > 1):
        yield from ("container", "index", "wrong variable")


def _of_whole(removed: list[str], added: list[str]) -> Iterable[str]:
    """Yield the kinds that a whole replaced text can be."""
    if sorted(removed) == sorted(added) and removed != added:
        yield from ("argument order", "wrong variable", "brackets", "stale value", "container")
    if "return" in removed or "return" in added:
        yield from ("container", "early return", "missing return", "missing term", "transposition")
    if {"(", ","} & {*removed} and sorted({*removed}) == sorted({*added}):
        yield "argument order"
    if "@" in removed or "dot" in removed or "@" in added or "dot" in added:
        yield from ("argument order", "transposition")
    if "".join(removed) != "".join(added) and (len(added) == 1 or len(removed) == 1):
        yield "function"
