"""Test cells in the sandbox: nbgrader's rule, no quotation of a hidden test, and a note for the instructor."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from autograder.grading import testcell
from autograder.grading.beside import Beside, part_for
from autograder.grading.outputs import FOR_THE_INSTRUCTOR, CellGrade, refuse
from autograder.notebook.regions import DEFAULT
from autograder.sandbox.outside.session import CellRun, Session
from autograder.words import Sentence, sentence

Make = Callable[..., testcell.TestCell]
WHY = sentence("grading.tied.subclasses", name="F")
HIDDEN = "class G(F): pass\n### BEGIN HIDDEN TESTS\n{}\n### END HIDDEN TESTS"


def run_inside(
    test: testcell.TestCell, session: Session, learner: str, language: str = "en", reason: Sentence | None = None
) -> CellGrade:
    """Run a test after one cell of a learner's, and end its process."""
    beside = Beside(session, test.notebook, [test])
    beside.pass_cell(learner)
    found = beside.run(test, language, reason)
    beside.close()
    return found


@pytest.mark.parametrize(
    ("test", "learner", "score", "status", "message"),
    [
        ("assert G().g() == 1", "", 2, "passed", ""),
        ("G().g() / 2", "", 0.5, "failed", "test_f: 0.5 of 2 points."),
        ("assert G().g() == 2, 'not two'", "", 0, "failed", "test_f: `not two`"),
        ("assert G().g() == 2", "", 0, "failed", "test_f: a check failed."),
        ("1 / 0", "", 0, "error", "test_f: the test cell ended with `ZeroDivisionError`."),
        ("raise G", "class F(Exception): pass", 0, "failed", "test_f: a check failed."),
        ("while True: pass", "", 0, "timeout", "test_f: stopped after 2 s."),
        (
            "import sys\nprint('x', file=sys.stderr)",
            "",
            0,
            "failed",
            "test_f: the test cell wrote to stderr, which counts as a failure.",
        ),
    ],
)
def test_scores_statuses_and_messages(
    test: str, learner: str, score: float, status: str, message: str, made: Make, session: Session
) -> None:
    written = learner or "class F:\n    def g(self):\n        return 1"
    found = run_inside(made(HIDDEN.format(test)), session, written, "en", WHY)
    assert (found.score, found.status, found.message) == (score, status, message)
    shown = [output for output in found.outputs if FOR_THE_INSTRUCTOR not in output.get("metadata", {})]
    assert test.split(",")[0] not in str(shown), "a hidden line is quoted"


def test_a_test_that_gives_too_much_waits_for_a_person(made: Make, session: Session) -> None:
    found = run_inside(made(HIDDEN.format("5")), session, "class F: pass", "en", WHY)
    assert found.status == "waiting" and "gives 5 of 2 points" in str(found.note)
    assert not [output for output in found.outputs if output["output_type"] == "execute_result"]


def test_a_note_says_why_in_the_readers_language(made: Make, session: Session) -> None:
    found = run_inside(made(HIDDEN.format("")), session, "class F: pass", "zh", WHY)
    assert found.note is not None and "it subclasses F" in str(found.note)
    first = found.outputs[0]
    assert first["metadata"] == {FOR_THE_INSTRUCTOR: True} and "因为它继承了 F" in first["data"]["text/plain"]


def test_nothing_of_the_test_is_left_for_the_cells_that_follow(made: Make, session: Session) -> None:
    session.run("class F: pass")
    run_inside(made(HIDDEN.format("secret = 1")), session, "class F: pass", "en", WHY)
    assert session.fetch(["G", "secret"]) == {}


def test_outputs_of_a_test_without_hidden_parts_are_kept(made: Make, session: Session) -> None:
    found = run_inside(made("class G(F): pass\nprint('shown')\n1.5"), session, "class F: pass")
    assert [output["output_type"] for output in found.outputs] == ["stream", "execute_result"]
    assert found.note is None and found.score == 1.5


def test_a_cell_that_calls_check_never_runs_there(made: Make, session: Session) -> None:
    with pytest.raises(AssertionError):
        run_inside(made("from autograder import check\ncheck(f=f)"), session, "", "en", WHY)


def test_where_it_is_forbidden_a_person_has_to_grade_it(made: Make) -> None:
    found = refuse("test_f", sentence("grading.may_not_enter", cell="test_f", reason=WHY), "en")
    assert (found.score, found.status, found.message) == (
        0,
        "waiting",
        "test_f: not run; the instructor has to grade it by hand.",
    )
    assert "may_enter_sandbox" in str(found.note) and "it subclasses F" in str(found.note)


# ---------------------------------------------------------------- one process for all tests


SCALE = """assert scale(2, 3) == 6
### BEGIN HIDDEN TESTS
import math
def right(v, k):
    return math.prod([v, k])
for k in range(3):
    last = right(5, k)
    assert scale(5, k) == last
assert scale(5, 5) == right(5, 5)
### END HIDDEN TESTS"""


def test_of_a_test_outside_only_what_is_shown_and_what_is_needed_comes_in(made: Make) -> None:
    cell = made(SCALE).cell
    assert part_for(cell, [], DEFAULT) == "assert scale(2, 3) == 6"
    assert part_for(cell, ["right"], DEFAULT).split("\n")[1:] == [
        "import math",
        "def right(v, k):",
        "    return math.prod([v, k])",
    ]
    loop = part_for(cell, ["last"], DEFAULT)
    assert "last = right(5, k)" in loop and "assert scale(5" not in loop and "pass" in loop


def test_all_tests_run_in_one_process_and_find_what_is_above_them(made: Make, session: Session) -> None:
    test = made(HIDDEN.format("left = F.n"))
    beside = Beside(session, test.notebook, [test])
    beside.pass_cell("class F: n = 1")
    assert beside.run(test, "en").score == 2
    beside.pass_cell("F.n, runs = left + 1, 1")
    found = beside.run(made("assert issubclass(G, F) and F.n == 2 and runs == 1\nruns += 1"), "en")
    assert found.score == 2
    assert beside.run(made("assert runs == 2"), "en").score == 2, "the cells ran again"
    beside.close()


def test_the_learners_figures_are_not_rendered_a_second_time(
    made: Make, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, rendered = Session.run, []

    def noted(self: Session, source: str, **options: bool) -> CellRun:
        rendered.append((source, options.get("figures", True)))
        return run(self, source, **options)

    monkeypatch.setattr(Session, "run", noted)
    run_inside(made("assert F"), session, "F = 1")
    assert rendered == [("F = 1", False), ("assert F", True)]


def test_after_a_test_that_kills_its_process_the_others_run(made: Make, session: Session) -> None:
    test = made("import os\nassert 'x' in globals()\nos._exit(1)")
    beside = Beside(session, test.notebook, [test])
    beside.pass_cell("x = 1")
    assert beside.run(test, "en").status == "crashed"
    assert beside.run(made("assert x == 1"), "en").score == 2
    beside.close()
