"""Lines that compute what the reference computes are right; the first that does not, from right values, is suspect."""

import numpy as np

from autograder.judging.repair.comparing import TraceFinding, ValueSet, compare_traces
from autograder.judging.repair.trace import Computed


def test_a_line_that_computes_something_else_from_right_values_is_suspect():
    a, b, c = np.array([1.5, 2.5]), np.array([3.5, 1.25]), np.array([9.5, 8.5])
    lines = [Computed(1, "A", a), Computed(2, "B", c, frozenset({"A"})), Computed(3, "C", c + 1, frozenset({"B"}))]
    found = compare_traces(lines, ValueSet([a, b]))
    assert found.right == {1} and found.suspect == 2 and found.name == "B"


def test_equal_values_are_found_up_to_rounding():
    values = ValueSet([np.array([1.0, 2.0]), {"a": 3.5}, (4.5, np.ones((2, 1)))])
    assert np.array([1.0, 2.0 + 1e-12]) in values and 3.5 in values and 4.5 in values
    assert np.array([[1.0, 2.0]]) not in values and 3.6 not in values and [1.0, 2.0] not in values


A, B, C, D = (np.array([1.5, 2.5]) * number for number in (1, 2.25, 5.5, 7.25))


def compared(*lines: tuple[str, object, str], right: list[object], text: str = "", **named: object) -> TraceFinding:
    """Compare lines (name, value, names that are read), counted from 1. named: the reference's names."""
    computed = [Computed(line, name, value, frozenset(reads.split())) for line, (name, value, reads) in enumerate(lines, 1)]
    return compare_traces(computed, ValueSet(right), {name: ValueSet([value]) for name, value in named.items()}, text)


def test_a_name_of_the_reference_with_another_value_of_it_is_suspect():
    found = compared(("W", B, ""), ("b", A, ""), ("Z", D, "W b"), right=[A, B, C], W=A, b=B, Z=C)
    assert found.suspect == 1 and found.name == "W" and found.differs and found.right == frozenset()


def test_a_name_may_hold_something_else_where_right_values_come_from_it():
    found = compared(("Z", A, ""), ("A", B, "Z"), ("cost", D, "A"), right=[A, B, C], Z=C, A=B, cost=C)
    assert found.suspect == 3 and found.right == {1, 2}


def test_a_name_that_was_right_and_is_bound_again_too_early_is_suspect():
    lines = ("A1", A, ""), ("A1", B, "A1"), ("dW2", D, "A1"), ("dZ1", C, "A1")
    assert compared(*lines, right=[A, B, C], A1=A, dW2=A, dZ1=C).suspect == 2


def test_a_name_that_is_bound_once_more_may_be_wrong_before():
    lines = ("dW", B, ""), ("dW", A, "dW"), ("db", D, "")
    assert compared(*lines, right=[A, B, C], dW=A, db=C).suspect == 3


def test_a_value_that_the_reference_lacks_is_right_where_right_ones_come_from_it():
    found = compared(("other", D, ""), ("n", A, "other"), ("", C + 1, "n"), right=[A, B, C])
    assert found.right == {1, 2} and found.suspect == 3 and found.final


def test_several_values_that_the_reference_lacks_leave_a_doubt():
    found = compared(("ones", A, ""), ("zeros", B, ""), ("", D, "ones zeros"), right=[C])
    assert found.suspect == 1 and found.others == {2} and found.joins == {3} and found.doubtful and not found.final
    named = compared(("dW", A, ""), ("db", B, ""), ("", D, "dW db"), right=[C], db=C)
    assert named.suspect == 2 and named.differs and not named.doubtful


def test_a_suspect_that_reads_what_changed_unseen_is_in_doubt():
    text = "def f(rows):\n    columns = []\n    columns.append(rows)\n    return columns\n"
    lines = [Computed(2, "columns", []), Computed(4, "", D, frozenset({"columns"}))]
    found = compare_traces(lines, ValueSet([A]), {}, text)
    assert found.suspect == 4 and found.unsure and found.doubtful and not found.final


def test_a_value_that_is_only_named_and_returned_is_final():
    text = "def f(a):\n    Z = 2 * a\n    return Z, a\n"
    assert compared(("", 0, ""), ("Z", D, "a"), ("", (D, A), "Z a"), right=[A], text=text).final
    used = text.replace("return Z, a", "return Z * a")
    assert not compared(("", 0, ""), ("Z", D, "a"), ("", D * A, "Z a"), right=[A], text=used).final


def test_whole_numbers_prove_nothing():
    found = compared(("A", D, ""), ("labels", np.array([0.0, 1.0]), "A"), right=[np.array([0.0, 1.0])])
    assert found.suspect == 1


def test_loops_take_arrays_apart():
    table = np.array([[1.5, 2.5, 3.5], [4.5, 5.5, 6.5]])
    values = ValueSet([table])
    assert values.holds_part(2.5) and values.holds_part(table[:, 1]) and values.holds_part(table[[1]])
    assert not values.holds_part(2.6) and not values.holds_part(np.array([1.5, 5.5])) and not values.holds_part(table)
    found = compared(("a", 2.5, "A"), ("dz", D, "a"), right=[table])
    assert found.right == {1} and found.suspect == 2 and found.sure == frozenset()


def test_a_value_that_is_made_from_a_wrong_one_of_its_own_name_is_no_start():
    found = compared(("cost", D, ""), ("cost", C, "cost"), right=[A], cost=B)
    assert found.suspect == 1


def test_a_sum_that_is_not_complete_is_not_said_to_differ():
    lines = [Computed(1, "cost", number * A, frozenset({"cost"})) for number in (3, 4)]
    assert not compare_traces(lines, ValueSet([B]), {"cost": ValueSet([B])}).differs
    assert compare_traces(lines[:1], ValueSet([B]), {"cost": ValueSet([B])}).differs


def test_another_count_under_the_same_name_differs():
    found = compared(("m", 3, ""), ("J", D, "m"), right=[A, 7], m=7, J=A)
    assert found.suspect == 1 and found.name == "m" and found.differs


def test_what_is_returned_as_it_is_is_wrong_where_it_is_made():
    text = "def f(X):\n    last = X[:, -1]\n    return last\n"
    table = np.array([[1.5, 2.5], [3.5, 4.5]])
    lines = [Computed(2, "last", table[:, 1], frozenset({"X"})), Computed(3, "", table[:, 1], frozenset({"last"}))]
    assert compare_traces(lines, ValueSet([table]), {}, text).suspect == 2


def test_a_suspect_that_reads_a_wrong_name_or_truth_values_is_not_said_to_differ():
    lines = ("dA", A, ""), ("dA", D, "dA"), ("", D, "")
    assert not compared(*lines, right=[A, B, C], dA=B).differs
    gate = np.array([True, False])
    assert not compared(("gate", gate, ""), ("", D, "gate"), right=[gate, C]).final
    assert compared(("Z", A, ""), ("", D, "Z"), right=[A, C]).final


def test_naming_a_value_again_proves_nothing():
    text = "def f(W, A):\n    Z = W @ A\n    A2 = sigmoid(Z)\n    cache = Z\n    return A2\n"
    lines = [Computed(2, "Z", A), Computed(3, "A2", D, frozenset({"Z"})), Computed(4, "cache", A, frozenset({"Z"}))]
    assert compare_traces(lines, ValueSet([A, B, C]), {"Z": ValueSet([B])}, text).suspect == 2


def test_entries_of_a_dict_that_is_returned_are_final():
    text = "def f(p, lr):\n    new = {}\n    for k in p:\n        new[k] = p[k] * lr\n    return new\n"
    lines = [Computed(2, "new", {}), *(Computed(4, "new[k]", one, frozenset({"new", "p", "k", "lr"})) for one in (D, D + 1))]
    found = compare_traces([*lines, Computed(5, "", {"a": D, "b": D + 1}, frozenset({"new"}))], ValueSet([A]), {}, text)
    assert found.suspect == 4 and found.final


def test_a_list_that_became_an_array_after_it_had_grown_is_seen():
    text = "def f(rows):\n    n = []\n    n.append(rows)\n    n = np.array(n)\n    return n + 1\n"
    lines = [Computed(2, "n", []), Computed(4, "n", A, frozenset({"n"})), Computed(5, "", D, frozenset({"n"}))]
    found = compare_traces(lines, ValueSet([A]), {}, text)
    assert found.suspect == 5 and not found.unsure and found.final
