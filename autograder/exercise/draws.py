"""Draw the hidden inputs of an exercise from the course's secret, and tell whether inputs are among them.

There are three kinds of draws. Those of the class are the same for everybody. Those of a work belong to one of `SETS` sets,
which a digest of the work chooses: answers that were learned from earlier works do not fit. Those for examples are never
scored, so that a message may show them.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np

SETS = 32  # of draws for works, made from the secret of a course

EXAMPLES = "examples"  # the kind of draws that messages show


def set_of(secret: str, parts: Iterable[str]) -> int:
    """Return the set, 0 to SETS - 1, that belongs to a work. Without the secret nobody can tell which one it is.

    parts: exactly what reaches the sandbox, in order.
    """
    text = json.dumps([*parts]).encode("utf-8", "surrogatepass")
    return hmac.new(secret.encode(), text, hashlib.sha256).digest()[0] % SETS


def generator_for(seed: str, check: str, kind: str = "") -> np.random.Generator:
    """Return a generator for one check, so that adding a check does not change what the others draw.

    kind: "" for the draws of the class, `EXAMPLES`, or the number of a set.
    """
    named = f"{seed}\0{check}" if not kind else f"{seed}\0{check}\0{kind}"
    return np.random.default_rng(int.from_bytes(hashlib.sha256(named.encode()).digest()[:16], "big"))


def fingerprint(value: Any) -> Hashable:
    """Return something that is equal for equal inputs: 1, 1.0 and an array with the number 1 and no axes are one value."""
    if type(value) is dict:
        return "dict", tuple((key, fingerprint(part)) for key, part in sorted(value.items(), key=repr))
    if type(value) in (list, tuple):
        return "list", tuple(map(fingerprint, value))
    if isinstance(value, np.ndarray | np.number | bool | int | float) and np.asarray(value).dtype.kind in "biuf":
        numbers = np.asarray(value, np.float64) + 0.0  # no -0.0
        return "numbers", numbers.shape, numbers.tobytes()
    return "other", getattr(value, "__name__", None) or repr(value)
