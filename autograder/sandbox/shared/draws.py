"""The state of the global random generators, carried with calls, so that a test's seed counts for the learner's draws."""

from __future__ import annotations

import random
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
        random.setstate((3, tuple(int(word) for word in python_key), python_gauss))


def of_numpy(legacy: tuple[Any, ...]) -> State:
    """Return the state that `np.random.get_state()` gave, as a State."""
    return [legacy[1], int(legacy[2]), int(legacy[3]), float(legacy[4]), None, None]


def follows(before: State, after: Any) -> bool:
    """Return whether `after`, which a learner's process claims, can be reached from `before` by drawing.

    Otherwise a learner could choose the state, and with it what a test draws next.
    """
    try:
        key, position, has_gauss, gauss, python_key, python_gauss = after
        return (
            _reached(np.asarray(before[0]), int(before[1]), key, position)
            and (not has_gauss or (type(gauss) is float and abs(gauss) < 10))
            and (before[4] is None or _reached(before[4][:-1], int(before[4][-1]), python_key[:-1], int(python_key[-1])))
            and (python_gauss is None or (type(python_gauss) is float and abs(python_gauss) < 10))
        )
    except (TypeError, ValueError, IndexError, OverflowError):
        return False


def _reached(key: Any, position: int, claimed: Any, claimed_position: Any) -> bool:
    """Return whether a Mersenne Twister with this key and position can reach the claimed ones within MAX_BLOCKS."""
    if type(claimed) is not np.ndarray or claimed.shape != (624,) or claimed.dtype != np.uint32:
        return False
    if type(claimed_position) is not int or not 0 <= claimed_position <= 624:
        return False
    if np.array_equal(key, claimed):
        return claimed_position >= position
    generator = np.random.MT19937()
    generator.state = {"bit_generator": "MT19937", "state": {"key": key, "pos": 624}}
    for _ in range(MAX_BLOCKS):
        generator.random_raw(1)  # at position 624 this makes the next block
        now = generator.state["state"]
        if np.array_equal(now["key"], claimed):
            return True
        generator.random_raw(623, output=False)
    return False
