"""Find similar solutions: winnowed fingerprints of normalised syntax trees (Schleimer, Wilkerson and Aiken, "Winnowing",
SIGMOD 2003).

Names, numbers and layout do not count, so renaming hides nothing. What many have in common (the release's text, the one
obvious way of writing a line) weighs little, by its frequency in the class, and exercises with few fingerprints weigh
little because they have few. A number alone means nothing, so pairs are compared with all other pairs of the same class.
"""

from __future__ import annotations

import ast
import math
import random
import warnings
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

GRAM = 10  # nodes of a syntax tree in one fingerprint
WINDOW = 5
LONGEST = 20_000  # characters of one function
RARE = 0.25  # of the class: what more have in common leads to no pair
SAMPLE = 20_000  # pairs of the null distribution
LEAST = 12  # fingerprints of a work; one with fewer is compared with none
SHOWN = 25  # pairs


@dataclass(frozen=True)
class Pair:
    """Two works that are alike.

    likeness: the weighted part of the smaller one's fingerprints that the other has, 0 to 1.
    rarity:   the part of all pairs of the class that are as alike.
    exercises: in which they are most alike, best first.
    """

    one: str
    other: str
    likeness: float
    rarity: float = 1.0
    exercises: Sequence[str] = ()


@dataclass(frozen=True)
class Likenesses:
    """The pairs that stand out, best first, and the likeness of all pairs (or of many): the null distribution."""

    pairs: Sequence[Pair] = ()
    null: Sequence[float] = field(default_factory=tuple)


def fingerprints(code: str) -> frozenset[int]:
    """Return the winnowed fingerprints of a piece of Python; none for what is no Python."""
    try:
        with warnings.catch_warnings(action="ignore"):
            tree = ast.parse(code[:LONGEST])
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset()
    nodes = _nodes(tree)
    grams = [zlib.crc32(" ".join(nodes[place : place + GRAM]).encode()) for place in range(len(nodes) - GRAM + 1)]
    if len(grams) < WINDOW:
        return frozenset(grams[:1])
    return frozenset(min(grams[place : place + WINDOW]) for place in range(len(grams) - WINDOW + 1))


def _nodes(tree: ast.AST) -> list[str]:
    """Return the types of a tree's nodes in the order of the text, without names, numbers and docstrings."""
    found: list[str] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue  # a docstring
        if isinstance(node, ast.Load | ast.Store | ast.Del | ast.arguments):
            continue
        label = type(node).__name__
        if isinstance(node, ast.Attribute):
            label += node.attr  # np.dot and np.sum are what the function does
        elif isinstance(node, ast.Constant):
            label += type(node.value).__name__
        found.append(label)
        pending += reversed(list(ast.iter_child_nodes(node)))
    return found


def likenesses(
    works: Mapping[str, Mapping[str, str]],
    known: Collection[str] = (),
    previous: Mapping[str, Mapping[str, str]] | None = None,
) -> Likenesses:
    """Return the pairs of works that are more alike than the class is.

    works:    student -> exercise -> code.
    known:    texts that everybody has: the release.
    previous: works of an earlier year, in the same form. They are compared with this class, not with each other.
    """
    common = frozenset().union(*map(fingerprints, known)) if known else frozenset[int]()
    everyone = {**works, **(previous or {})}
    prints = {
        who: {exercise: fingerprints(code) - common for exercise, code in its.items()} for who, its in everyone.items()
    }
    whole = {who: frozenset().union(*its.values()) if its else frozenset[int]() for who, its in prints.items()}
    whole = {who: marks for who, marks in whole.items() if len(marks) >= LEAST}
    counts = Counter(mark for marks in whole.values() for mark in marks)
    weight = {mark: math.log(len(whole) / count) if len(whole) > count else 0.0 for mark, count in counts.items()}
    total = {who: sum(weight[mark] for mark in marks) for who, marks in whole.items()}

    def likeness(one: str, other: str) -> float:
        smaller = min(total[one], total[other])
        return sum(weight[mark] for mark in whole[one] & whole[other]) / smaller if smaller > 0 else 0.0

    students = sorted(who for who in whole if who in works)
    null = _null(students, likeness)
    scored = []
    for one, other in _candidates(whole, counts, set(works)):
        alike = likeness(one, other)
        rarity = (1 + sum(value >= alike for value in null)) / (1 + len(null))
        where = _where(prints[one], prints[other], weight)
        scored.append(Pair(one, other, likeness=alike, rarity=rarity, exercises=where))
    scored.sort(key=lambda pair: (-pair.likeness, pair.one, pair.other))
    return Likenesses([pair for pair in scored if pair.likeness >= _threshold(null)][:SHOWN], null)


def _candidates(whole: Mapping[str, frozenset[int]], counts: Counter[int], ours: set[str]) -> set[tuple[str, str]]:
    """Return pairs that have something rare in common, one of them at least of this class."""
    most = max(2, RARE * len(whole))
    holders: dict[int, list[str]] = defaultdict(list)
    for who, marks in sorted(whole.items()):
        for mark in marks:
            if 1 < counts[mark] <= most and len(holders[mark]) < 40:
                holders[mark].append(who)
    shared: Counter[tuple[str, str]] = Counter()
    for its in holders.values():
        for place, one in enumerate(its):
            shared.update((one, other) for other in its[place + 1 :] if one in ours or other in ours)
    return {pair for pair, _ in shared.most_common(5_000)}


def _null(students: Sequence[str], likeness: Callable[[str, str], float]) -> list[float]:
    """Return the likeness of all pairs of students, or of SAMPLE random ones; sorted."""
    count = len(students)
    if count * (count - 1) // 2 <= SAMPLE:
        pairs = [(one, other) for place, one in enumerate(students) for other in students[place + 1 :]]
    else:
        draws = random.Random(0)
        pairs = [(one, other) for one, other in (draws.sample(students, 2) for _ in range(SAMPLE))]
    return sorted(likeness(one, other) for one, other in pairs)


def _threshold(null: Sequence[float]) -> float:
    """Return what a pair must exceed: far outside of what the class has by itself, and half at least."""
    if len(null) < 4:
        return 0.8
    middle, upper = null[len(null) // 2], null[(3 * len(null)) // 4]
    return min(0.95, max(0.5, middle + 6 * (upper - middle)))


def _where(one: Mapping[str, frozenset[int]], other: Mapping[str, frozenset[int]], weight: Mapping[int, float]) -> list[str]:
    shared = {name: sum(weight.get(mark, 0.0) for mark in one[name] & other[name]) for name in one.keys() & other.keys()}
    return [name for name, amount in sorted(shared.items(), key=lambda item: (-item[1], item[0])) if amount > 0][:3]
