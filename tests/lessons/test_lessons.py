"""Run every lesson from top to bottom: no cell raises an exception, solved or not, and checks speak in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from autograder.course.course import Course
from autograder.languages import LANGUAGES
from autograder.notebook.metadata import Role
from autograder.notebook.names import names_of
from autograder.notebook.source import Cell, SourceNotebook
from autograder.sandbox.outside.session import Session
from autograder.sandbox.outside.warm_process import WarmProcess
from autograder.sandbox.shared.limits import Limits

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
ASSIGNMENTS = COURSE.assignments()
LIMITS = Limits(cell_seconds=20, notebook_seconds=400)  # no demonstration takes longer
INTRODUCTION = next(iter(COURSE.sources("introduction", "en").values()))
LONGEST = 400  # characters of what a check says about a mistake


@pytest.fixture(scope="module")
def zygote() -> Iterator[WarmProcess]:
    modules = ["matplotlib.pyplot", "sklearn.datasets", "sklearn.model_selection"]
    with WarmProcess(LIMITS, modules=modules, figures=False, allow_weak=True) as warm:
        yield warm


class Run(NamedTuple):
    """What the code cells of a notebook did, except for test cells, which learners do not have.

    failed: cell id -> error of those that raised one or were stopped
    said:   cell id -> what it printed
    """

    failed: dict[str, str]
    said: dict[str, str]

    @property
    def checks(self) -> dict[str, str]:
        """What each public check printed."""
        return {name: text for name, text in self.said.items() if name.startswith("try_")}


def run_all(zygote: WarmProcess, source: SourceNotebook, answers: Callable[[Cell], str], *, all_cells: bool = True) -> Run:
    """Run the cells; `answers` gives the code of each solution cell.

    all_cells: whether to run demonstrations, which graders leave out.
    """
    session = Session(zygote)
    done = Run({}, {})
    try:
        for cell in source.cells:
            if cell.type == "code" and cell.role is not Role.TEST and (all_cells or not cell.skip):
                run = session.run(answers(cell) if cell.role is Role.SOLUTION else cell.source)
                done.said[cell.cell_id] = "".join(output.text for output in run.outputs if output.kind != "error")
                if run.failed:
                    errors = [output.text for output in run.outputs if output.kind == "error"]
                    done.failed[cell.cell_id] = str(run.stopped or errors)
    finally:
        session.close()
    return done


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_solved_lesson_passes_its_checks(zygote: WarmProcess, assignment: str, language: str) -> None:
    for source in COURSE.sources(assignment, language).values():
        done = run_all(zygote, source, lambda cell: cell.source, all_cells=language == "en")
        assert done.failed == {}
        assert [name for name, text in done.checks.items() if "✗" in text or "✓" not in text] == []
        assert {"en": "Nothing is left to do", "zh": "全部完成"}[language] in done.said["overview"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_an_unsolved_lesson_runs_to_its_end(zygote: WarmProcess, assignment: str, language: str) -> None:
    for source in COURSE.sources(assignment, language).values():
        done = run_all(zygote, source, lambda cell: cell.released, all_cells=language == "en")
        assert done.failed == {}
        unwritten = {"en": "is not written yet", "zh": "还没有写"}[language]
        assert [name for name, text in done.checks.items() if text.count("✗") != 1 or unwritten not in text] == []
        assert all(cell.id in done.said["overview"] for cell in source.with_role(Role.SOLUTION) if _counts(source, cell))


def _counts(source: SourceNotebook, cell: Cell) -> bool:
    """Return whether the overview lists a solution cell as left to do: one that gives more than a bonus."""
    return source.by_id[f"test_{cell.id}"].points > 0


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_partly_solved_lesson_runs_to_its_end(zygote: WarmProcess, assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        solved = {cell.id for n, cell in enumerate(source.with_role(Role.SOLUTION)) if n % 2}
        texts = {cell.id: cell.source if cell.id in solved else cell.released for cell in source.with_role(Role.SOLUTION)}
        done = run_all(zygote, source, lambda cell, texts=texts: texts[cell.id])
        assert done.failed == {}
        assert {name for name in done.checks if "✗" in done.checks[name]} >= {
            f"try_{cell.id}" for cell in source.with_role(Role.SOLUTION) if cell.id not in solved
        } & done.checks.keys()


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("return z", "is [-1.5, 0.0, 0.25, 4.0], expected [0.0, 0.0, 0.25, 4.0]."),
        ("return np.maximum(0, z)[:2]", "has shape (2,), expected shape (4,)."),
        ("return [0.0, 0.0, 0.25, 4.0]", "relu of shape (2, 2) has shape (4,), expected shape (2, 2)."),  # a list is right
        ("return [0.0, 'half']", "is a list, expected numbers."),
        ("z[z < 0] = 0\n    return z", "relu changed an array of its argument number 1."),
        ("np.maximum(0, z)", "relu of shape (4,) is None. Does the function end with a return?"),
        ("return z + np.ones(3)", "`relu` stopped at `return z + np.ones(3)`: ValueError: operands could not be broadcast"),
        ("return z + np.ones(3)", "Shapes: z (4,)."),
        ("return maximum(0, z)", "`relu` stopped at `return maximum(0, z)`: NameError"),
        ("assert False", "`relu` stopped at `assert False`: AssertionError"),
    ],
)  # fmt: skip
def test_a_check_says_in_one_sentence_what_is_wrong(zygote: WarmProcess, body: str, said: str) -> None:
    wrong = {"relu": f"def relu(z):\n    {body}"}
    done = run_all(zygote, INTRODUCTION, lambda cell: wrong.get(cell.id, cell.source), all_cells=False)
    assert done.failed == {}
    found = done.checks["try_relu"].split("✗ ")
    assert len(found) == 2 and said in found[1], found
    assert "Traceback" not in found[1] and len(found[1]) < LONGEST and found[1].strip().count("\n") == 0
    assert "left to do: relu" in done.said["overview"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_no_name_of_a_check_or_a_figure_stays_in_the_notebook(assignment: str) -> None:
    """A name such as `X` or `parameters` would let a function pass that misspells its own variable."""
    for source in COURSE.sources(assignment).values():
        for cell in source.cells:
            if cell.type == "code" and re.match("(try|demo|play|find)_|(data|installation)$", cell.id):
                found = names_of(cell.source)
                assert [name for name in found.binds if not name.startswith("_")] == [], cell.id


def test_a_misspelt_variable_finds_nothing_of_a_check(zygote: WarmProcess) -> None:
    [source] = COURSE.sources("shallow_network").values()
    wrong = source.by_id["predict"].source.replace("def predict(parameters, X)", "def predict(parameters, x)")
    done = run_all(zygote, source, lambda cell: wrong if cell.id == "predict" else cell.source, all_cells=False)
    assert "NameError: name 'X' is not defined" in done.checks["try_predict"]


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_what_published_solutions_import_is_there(assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        imported = names_of(source.by_id["imports"].source).imports
        assert {"copy", "math", "np"} <= imported.keys()


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_release_holds_no_answers_to_questions(assignment: str) -> None:
    for source in COURSE.sources(assignment).values():
        questions = [cell for cell in source.with_role(Role.SOLUTION) if re.fullmatch(r"q\d+", cell.id)]
        assert len(questions) >= 8
        for cell in questions:
            assert re.fullmatch(rf"{cell.id} = None  # .+", cell.released.strip())


DRAWS = re.compile(r"initialize_parameters\w*\(|(?:L_layer|two_layer|nn)_model\(|np\.random\.(?:randn|permutation)")


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_a_demonstration_shows_the_same_each_time(assignment: str) -> None:
    """Without a seed, one start in four of ten layers ended in a warning and a curve that was not there."""
    [source] = COURSE.sources(assignment).values()
    shown = [cell for cell in source.cells if "skip-execution" in cell.tags and DRAWS.search(cell.source)]
    assert [cell.id for cell in shown if "np.random.seed(" not in cell.source] == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_numpy_uses_one_processor_in_the_notebook(assignment: str) -> None:
    [source] = COURSE.sources(assignment).values()
    code = [cell.source for cell in source.cells if cell.type == "code"]
    assert 'setdefault("OMP_NUM_THREADS", "1");' in code[0] and not any("numpy" in text for text in code[:1])
