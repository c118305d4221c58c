"""The rule that says whether a known mistake names the cause of a wrong function: by its change, or by its words."""

from __future__ import annotations

from autograder.exercise.alternatives import Mistake
from benchmarks.learners_code.naming import is_closest, names_the_cause


def mistake(name: str, change: tuple[str, str], hint: str, equals: str | None = None) -> Mistake:
    return Mistake(name=name, changes=(change,), code=None, hint={"en": hint}, equals=equals)


AVERAGE = mistake("not averaged", ("/ m", ""), "This is a sum over the examples; divide it by m.")
AXIS = mistake("columns added up", ("axis=1", "axis=0"), "Add up along the rows, not along the columns.")
SUM = mistake("total", ("np.mean(", "np.sum("), "This is a total, not an average of the examples.", equals="not averaged")
KNOWN = [AVERAGE, AXIS, SUM]


def test_the_change_speaks_for_kinds_that_it_can_be():
    assert names_the_cause(AVERAGE, "averaging") and names_the_cause(AVERAGE, "missing factor")
    assert names_the_cause(AVERAGE, "transposition") is None


def test_the_words_speak_for_the_closest_known_mistake_alone():
    cause = "The columns are added, where the rows belong."
    assert is_closest(AXIS, cause, KNOWN) and not is_closest(AVERAGE, cause, KNOWN)
    assert names_the_cause(AXIS, "stale value", cause, KNOWN)
    assert names_the_cause(AVERAGE, "stale value", cause, KNOWN) is None


def test_known_mistakes_with_equal_outputs_count_as_one():
    cause = "It is a total."
    assert is_closest(AVERAGE, cause, KNOWN) and is_closest(SUM, cause, KNOWN)


def test_words_that_nothing_shares_speak_for_nothing():
    assert not any(is_closest(one, "Zebra.", KNOWN) for one in KNOWN)
