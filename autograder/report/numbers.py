"""Compute what a report says of a class: pure functions of numbers."""

from __future__ import annotations

import math
import statistics
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

BINS = 10


def histogram(fractions: Sequence[float], bins: int = BINS) -> list[int]:
    """Return how many of the fractions, 0 to 1, lie in each of `bins` equal intervals; 1 lies in the last."""
    counts = [0] * bins
    for fraction in fractions:
        counts[min(bins - 1, max(0, int(fraction * bins)))] += 1
    return counts


def mean(values: Sequence[float]) -> float:
    """Return the mean; 0 for none."""
    return sum(values) / len(values) if values else 0.0


def median(values: Sequence[float]) -> float:
    """Return the median; 0 for none."""
    return statistics.median(values) if values else 0.0


def point_biserial(right: Sequence[bool], rest: Sequence[float]) -> float | None:
    """Return the correlation of an exercise with the rest of the score: does it separate strong from weak students?

    right: whether each student has the exercise right.
    rest:  each student's points in the other exercises. (With the exercise's own points, every exercise would separate.)
    Returns None where one of the two does not vary, or fewer than five students are there.
    """
    count = len(right)
    hits = [points for its, points in zip(right, rest, strict=True) if its]
    misses = [points for its, points in zip(right, rest, strict=True) if not its]
    centre = mean(rest)
    spread = math.sqrt(mean([(points - centre) ** 2 for points in rest]))
    if count < 5 or not hits or not misses or spread < 1e-12:
        return None
    return (mean(hits) - mean(misses)) / spread * math.sqrt(len(hits) * len(misses)) / count


def together(sets: Sequence[frozenset[str]], least: int = 2) -> list[tuple[str, str, int, float]]:
    """Return pairs that go together: (one, other, how many have both, how many times as often as by chance), best first."""
    counts = Counter(one for its in sets for one in its)
    both = Counter(pair for its in sets for pair in combinations(sorted(its), 2))
    found = [
        (one, other, count, count * len(sets) / (counts[one] * counts[other]))
        for (one, other), count in both.items()
        if count >= least
    ]
    return sorted((pair for pair in found if pair[3] > 1), key=lambda pair: (-pair[2], -pair[3], pair[:2]))


def changes(progress: Mapping[str, Mapping[str, float]]) -> dict[str, list[float | None]]:
    """Return student -> the part of the points in each assignment, in order; None where nothing was handed in."""
    students = sorted({student for scores in progress.values() for student in scores})
    return {student: [scores.get(student) for scores in progress.values()] for student in students}
