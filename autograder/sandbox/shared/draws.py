"""The state of the global random generators, carried with calls, so that a test's seed counts for the learner's draws."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

import numpy as np

MAX_BLOCKS = 5_000  # of 624 words that one call may draw: more than a million normal numbers

State = list[Any]
"""[NumPy's key, position, has_gauss, gauss, Python's key, Python's gauss]; Python's are None where only NumPy's is known."""


def state() -> State:
    """Return the present state of the global generators."""
    _, key, position, has_gauss, gauss = np.random.get_state(legacy=True)
    python_key, python_gauss = random.getstate()[1:]
    return [key, position, has_gauss, gauss, np.array(python_key, dtype=np.uint32), python_gauss]


def restore(saved: State) -> None:
    """Set the global generators to this state."""
    key, position, has_gauss, gauss, python_key, python_gauss = saved
    np.random.set_state(("MT19937", key, position, has_gauss, gauss))
    if python_key is not None:
        random.setstate((3, tuple(np.asarray(python_key).tolist()), python_gauss))


def of_numpy(legacy: tuple[Any, ...]) -> State:
    """Return the state that `np.random.get_state()` gave, as a State."""
    return [legacy[1], int(legacy[2]), int(legacy[3]), float(legacy[4]), None, None]


def follows(before: State, after: Any) -> bool:
    """Return whether `after`, which a learner's process claims, can be reached from `before` by drawing.

    Otherwise a learner could choose the state, and with it what a test draws next. That holds for the normal number, too,
    that a generator keeps for the next call: it is made again from the words that were drawn.
    """
    try:
        key, position, has_gauss, gauss, python_key, python_gauss = after
        if has_gauss not in (0, 1) or type(gauss) is not float:
            return False
        words = _drawn(np.asarray(before[0]), int(before[1]), key, position)
        if words is None or not _kept(gauss if has_gauss else None, before[3] if before[2] else None, words, _polar):
            return False
        if before[4] is None:
            return python_key is None and python_gauss is None
        words = _drawn(before[4][:-1], int(before[4][-1]), python_key[:-1], int(python_key[-1]))
        return words is not None and _kept(python_gauss, before[5], words, _trigonometric)
    except (TypeError, ValueError, IndexError, OverflowError):
        return False


class _Words:
    """The 32-bit words that a Mersenne Twister draws from a state; they are made when they are asked for."""

    def __init__(self, key: Any, position: int, count: int) -> None:
        self._key, self._position, self._count = key, position, count

    def uniform(self) -> Any:
        """Return the number from 0 to 1 that each two words in a row give, wherever the first one is."""
        words = _generator(self._key, self._position).random_raw(self._count).astype(np.uint64)
        return ((words[:-1] >> 5) * 67108864.0 + (words[1:] >> 6)) / 9007199254740992.0


def _drawn(key: Any, position: int, claimed: Any, claimed_position: Any) -> _Words | None:
    """Return the words that lead from a state to the claimed one; None where that takes more than MAX_BLOCKS."""
    if type(claimed) is not np.ndarray or claimed.shape != (624,) or claimed.dtype != np.uint32:
        return None
    if type(claimed_position) is not int or not 0 <= claimed_position <= 624:
        return None
    if np.array_equal(key, claimed):
        return _Words(key, position, claimed_position - position) if claimed_position >= position else None
    generator = _generator(key, 624)
    for blocks in range(MAX_BLOCKS):
        generator.random_raw(1)  # at position 624 this makes the next block
        if np.array_equal(generator.state["state"]["key"], claimed):
            return _Words(key, position, 624 - position + 624 * blocks + claimed_position)
        generator.random_raw(623, output=False)
    return None


def _generator(key: Any, position: int) -> np.random.MT19937:
    generator = np.random.MT19937()
    generator.state = {"bit_generator": "MT19937", "state": {"key": key, "pos": position}}
    return generator


def _kept(claimed: Any, before: Any, words: _Words, second: Callable[[Any, Any], Any]) -> bool:
    """Return whether a generator may have kept this normal number after drawing; None where it keeps none.

    second: gives the second normal number of a pair, from the two uniform ones that the pair was made of.
    """
    if claimed is None or (claimed == before and type(claimed) is float):
        return True  # drawing one more uses it up
    if type(claimed) is not float or not abs(claimed) < 10:
        return False
    uniform = words.uniform()
    with np.errstate(all="ignore"):
        made = second(uniform[:-2], uniform[2:])
        return bool(np.any(np.abs(made - claimed) <= 1e-12 * abs(claimed)))


def _polar(first: Any, second: Any) -> Any:
    """Return what NumPy's legacy generator keeps (`legacy_gauss`, the polar method)."""
    x, y = 2.0 * first - 1.0, 2.0 * second - 1.0
    square = x * x + y * y
    return np.where((square < 1.0) & (square != 0.0), np.sqrt(-2.0 * np.log(square) / square) * x, np.nan)


def _trigonometric(first: Any, second: Any) -> Any:
    """Return what Python's generator keeps (`random.gauss`, Box and Muller's method)."""
    return np.sin(first * (2.0 * math.pi)) * np.sqrt(-2.0 * np.log(1.0 - second))
