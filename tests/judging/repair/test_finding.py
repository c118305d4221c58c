"""Repairs agree on a line, or none is named."""

from autograder.judging.repair.comparing import TraceFinding
from autograder.judging.repair.edit import Edit, Splice
from autograder.judging.repair.finding import Spot, definitions_of, headers_of, place_of
from autograder.judging.repair.search import Repair


def repair(*places: tuple[str, int], cost: float = 1.0) -> Repair:
    return Repair(tuple(Edit(kind, line, (), cost) for kind, line in places))


def trace(right: set[int], suspect: int | None) -> TraceFinding:
    return TraceFinding(frozenset(right), suspect)


def test_without_repairs_there_is_no_place():
    assert place_of([], trace(set(), 3)) is None


def test_the_kind_is_said_only_where_all_agree():
    assert place_of([repair(("sign", 3)), repair(("sign", 3))], None) == Spot(3, "sign")
    assert place_of([repair(("sign", 3)), repair(("operator", 3))], None) == Spot(3, None)


def test_the_line_that_the_trace_suspects_is_believed():
    repairs = [repair(("sign", 3)), repair(("sign", 3)), repair(("variable", 5))]
    assert place_of(repairs, trace({2}, 5)) == Spot(5, "variable")
    assert place_of(repairs, trace({2}, 4)) == Spot(3, "sign")


def test_a_line_that_the_trace_found_right_does_not_count():
    repairs = [repair(("sign", 3)), repair(("variable", 5))]
    assert place_of(repairs, None) is None
    assert place_of(repairs, trace({3}, None)) == Spot(5, "variable")


def test_an_unlikely_edit_of_a_right_line_says_nothing():
    assert place_of([repair(("missing factor", 3), cost=1.1)], trace({3}, None)) is None
    assert place_of([repair(("missing factor", 3), cost=0.6)], trace({3}, None)) == Spot(3, "missing factor")
    assert place_of([repair(("missing factor", 3), cost=1.1)], trace({2}, None)) == Spot(3, "missing factor")


def test_a_line_that_only_names_what_another_uses_does_not_count():
    text = "def f(p):\n    W1 = p['W1']\n    return W1 * 2\n"
    definitions = definitions_of(text)
    assert definitions == {2: frozenset({3})}
    assert place_of([repair(("key", 2), cost=0.5), repair(("variable", 3))], None, definitions) == Spot(3, "variable")
    assert place_of([repair(("key", 2))], None, definitions) == Spot(2, "key")


def test_one_edit_at_many_lines_gives_way_to_one_in_a_line():
    spread = Repair((Edit("variable", 5, (), 0.5, others=frozenset({6})),))
    assert place_of([spread, repair(("sign", 3))], trace(set(), 5)) == Spot(3, "sign")


def test_two_edits_lie_on_both_lines():
    repairs = [repair(("sign", 3), ("variable", 5)), repair(("sign", 3), ("operator", 6))]
    assert place_of(repairs, None) == Spot(3, "sign")


def test_one_edit_at_many_lines_lies_on_all_of_them():
    spread = Repair((Edit("operator", 4, (), 0.5, others=frozenset({5, 6})),))
    assert spread.lines == {4, 5, 6}
    assert place_of([spread], trace({4}, 6)) == Spot(6, "operator")


def test_a_line_that_is_surely_right_is_not_named_where_another_one_differs():
    repairs = [repair(("missing factor", 7), cost=0.6)]
    assert place_of(repairs, TraceFinding(frozenset({7}), 8, "dW1", differs=True, sure=frozenset({7}))) is None
    assert place_of(repairs, TraceFinding(frozenset({7}), 8, "dW1", differs=True)) == Spot(7, "missing factor")


def test_a_far_likelier_repair_elsewhere_leaves_the_suspect_in_doubt():
    repairs = [repair(("sign", 3), cost=0.3), repair(("missing wrapper", 5), cost=1.0)]
    assert place_of(repairs, trace(set(), 5)) is None
    assert place_of([repair(("sign", 3), cost=0.6), repair(("variable", 5), cost=0.8)], trace(set(), 5)) == Spot(
        5, "variable"
    )


def test_the_trace_knows_nothing_of_headers():
    text = "def f(n):\n    while n:\n        n = n - 1\n    if n:\n        n = 2\n    return n\n"
    assert headers_of(text) == {2, 4}
    repairs = [repair(("index", 2), cost=0.9), repair(("sign", 3), cost=0.9)]
    assert place_of(repairs, trace({3}, None)) == Spot(2, "index")
    assert place_of(repairs, trace({3}, None), {}, headers_of(text)) is None


def test_a_line_where_any_variable_would_do_says_nothing():
    spread = [repair(("variable", 6), cost=0.8 + number / 100) for number in range(4)]
    assert place_of([*spread, repair(("extra statement", 9), cost=0.8)], trace(set(), 6)) == Spot(9, "extra statement")
    assert place_of([*spread[:3], repair(("extra statement", 9), cost=0.8)], trace(set(), 6)) == Spot(6, "variable")


def test_where_several_values_are_unknown_the_line_that_uses_them_all_is_believed():
    found = TraceFinding(frozenset({2}), 3, "ones", others=frozenset({4}), joins=frozenset({5}))
    repairs = [repair(("missing factor", 3), cost=0.6), repair(("function", 3), cost=0.7), repair(("brackets", 5), cost=0.9)]
    assert place_of(repairs, found) == Spot(5, "brackets")
    assert place_of(repairs[:2], found) == Spot(3, None)
    assert place_of([repair(("sign", 3)), repair(("sign", 4))], found) is None


def test_a_suspect_in_doubt_does_not_outweigh_more_repairs_elsewhere():
    repairs = [repair(("index", 3), cost=0.6), repair(("index", 3), cost=0.7), repair(("variable", 5), cost=0.8)]
    assert place_of(repairs, TraceFinding(frozenset(), 5)) == Spot(5, "variable")
    assert place_of(repairs, TraceFinding(frozenset(), 5, unsure=True)) == Spot(3, "index")


def test_a_statement_in_the_wrong_place_may_compute_what_is_right():
    found = TraceFinding(frozenset({4}), 6, "dW2", differs=True, sure=frozenset({4}))
    assert place_of([repair(("statement order", 4), cost=0.8)], found) == Spot(4, "statement order")


def test_an_entry_that_is_set_in_a_loop_is_no_definition_of_itself():
    text = "def f(grads, steps):\n    for a, b in steps:\n        grads[a] = grads[b]\n    return grads\n"
    assert definitions_of(text) == {3: frozenset({4})}


def test_a_line_whose_place_is_wrong_is_no_mere_definition():
    text = "def f(a):\n    for l in a:\n        if l:\n            wrong = l\n    if wrong:\n        return wrong\n"
    both = [repair(("loop end", 4), cost=0.6), repair(("loop", 5), cost=0.6)]
    assert place_of(both, trace({4}, None), definitions_of(text), headers_of(text)) is None


def test_of_two_moves_the_smaller_counts():
    few = Repair((Edit("loop", 9, (Splice(90, 100, ""), Splice(100, 100, "x")), 0.5),))
    many = Repair((Edit("loop", 8, (Splice(80, 100, ""), Splice(100, 100, "yx")), 0.6),))
    assert place_of([few, many], trace({2}, 8)) == Spot(9, "loop")


def test_a_suspect_that_differs_is_likelier_than_an_unlikely_repair_elsewhere():
    found = TraceFinding(frozenset({4}), 5, "dz", differs=True)
    assert place_of([repair(("variable", 8), cost=2.7)], found) is None
    assert place_of([repair(("variable", 8), cost=0.5)], found) == Spot(8, "variable")


def test_one_slip_at_several_lines_has_the_first_of_them():
    spread = Repair((Edit("layer", 8, (), 1.6, others=frozenset({9})),))
    assert place_of([spread], trace({7, 8, 9}, None)) == Spot(8, "layer")
    found = TraceFinding(frozenset({7}), 9, others=frozenset({8, 10}))
    assert place_of([repair(("order", 8), ("order", 9), cost=0.7)], found) == Spot(9, "order")
