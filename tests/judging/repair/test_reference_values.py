"""What the reference computes on the way is recorded in this process, with what its helpers compute."""

from autograder.judging.repair.reference_values import all_values, named_values, values_by_name


def test_values_of_the_reference_hold_what_it_and_its_helpers_compute(exam):
    case = exam.cases[0]
    values = all_values(exam, case)
    assert 2 * case.inputs["X"] in values and case.inputs["w"].T in values
    assert 3 * case.inputs["X"] not in values


def test_names_of_the_reference_have_their_last_values(exam, tmp_path):
    from autograder.exercise.reference import Reference, load_module
    from autograder.judging.marking import Exam

    (tmp_path / "named.py").write_text(
        "import numpy as np\n\ndef score(w, X, rate=1.0):\n    Z = np.dot(w.T, X)\n    Z = 2 * Z\n    return rate * Z\n"
    )
    other = Exam(exam.exercise, Reference(load_module(tmp_path / "named.py"), "score"), "seed")
    case = other.cases[0]
    found = named_values(other, case)
    assert all(factor * case.inputs["w"].T @ case.inputs["X"] in values_by_name(other, case)["Z"] for factor in (1, 2))
    assert found.keys() == {"Z"} and (found["Z"] == 2 * case.inputs["w"].T @ case.inputs["X"]).all()


def test_a_reference_that_returns_nothing_has_no_values_by_name(exam, tmp_path):
    from autograder.exercise.reference import Reference, load_module
    from autograder.judging.marking import Exam

    code = "def score(w, X, rate=1.0):\n    Z = w\n    if Z is not None:\n        raise ValueError('no')\n    return Z\n"
    (tmp_path / "raises.py").write_text(code)
    other = Exam(exam.exercise, Reference(load_module(tmp_path / "raises.py"), "score"), "seed")
    assert values_by_name(other, other.cases[0]) == {}
