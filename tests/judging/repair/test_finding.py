"""Repairs agree on a line, or none is named."""

from autograder.judging.repair.edit import Edit
from autograder.judging.repair.finding import Place, place_of
from autograder.judging.repair.search import Repair
from autograder.judging.repair.trace import TraceFinding


def repair(*places: tuple[str, int], cost: float = 1.0) -> Repair:
    return Repair(tuple(Edit(kind, line, (), cost) for kind, line in places))


def trace(right: set[int], suspect: int | None) -> TraceFinding:
    return TraceFinding(frozenset(right), suspect)


def test_without_repairs_there_is_no_place():
    assert place_of([], trace(set(), 3)) is None


def test_the_kind_is_said_only_where_all_agree():
    assert place_of([repair(("sign", 3)), repair(("sign", 3))], None) == Place(3, "sign")
    assert place_of([repair(("sign", 3)), repair(("operator", 3))], None) == Place(3, None)


def test_the_line_that_the_trace_suspects_is_believed():
    repairs = [repair(("sign", 3)), repair(("sign", 3)), repair(("variable", 5))]
    assert place_of(repairs, trace({2}, 5)) == Place(5, "variable")
    assert place_of(repairs, trace({2}, 4)) == Place(3, "sign")


def test_a_line_that_the_trace_found_right_does_not_count():
    repairs = [repair(("sign", 3)), repair(("variable", 5))]
    assert place_of(repairs, None) is None
    assert place_of(repairs, trace({3}, None)) == Place(5, "variable")


def test_two_edits_lie_on_both_lines():
    repairs = [repair(("sign", 3), ("variable", 5)), repair(("sign", 3), ("operator", 6))]
    assert place_of(repairs, None) == Place(3, "sign")
