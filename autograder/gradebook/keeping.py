"""Keep the scores that a regrade of the same work would lower.

A mended test, another secret or a newer grader may find in a learner's work what the last grading did not. None of them is a
reason to take points away unasked: the run says who would lose and why, and keeps the scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from autograder.grading.outputs import display_data, execute_result
from autograder.grading.record import KEY, record_of
from autograder.grading.result import ExerciseResult, SubmissionResult
from autograder.words import Listed, say, sentence

LEAST = 1e-9  # points: a smaller difference is rounding


@dataclass(frozen=True)
class Kept:
    """A score that was kept, or would have been, with bonus.

    old, new: of the last grading and of this one.
    why:      codes of the reasons: "another_test", or "same_test", where the secret or the grader is another one.
    """

    student: str
    exercise: str
    old: float
    new: float
    why: tuple[str, ...]

    @property
    def reasons(self) -> Listed:
        """The reasons, to be put into words."""
        return Listed([sentence(f"gradebook.why.{code}") for code in self.why], "comma")


def keep_scores(result: SubmissionResult, records: Mapping[str, Mapping[str, Any]]) -> list[Kept]:
    """Put the scores of the last grading back into a result, where it would lower them for the same work.

    What was excused, and what waits for a person, is left alone.

    records: what the last grading recorded, by notebook.
    """
    kept = []
    for name, notebook in result.notebooks.items():
        before, now = records.get(name, {}), record_of(notebook)
        if not before or before.get("work") != now.get("work"):
            continue
        for place, exercise in enumerate(result.exercises):
            old = before.get("exercises", {}).get(exercise.cell, {}) if exercise.notebook == name else {}
            if (found := _kept(result.student, exercise, old, now)) is not None:
                kept.append(found)
                result.exercises[place] = _put_back(exercise, old, notebook, str(now.get("language", "en")), found)
    return kept


def _kept(student: str, exercise: ExerciseResult, old: Mapping[str, Any], now: Mapping[str, Any]) -> Kept | None:
    """Return the score that an exercise would lose; None for none. old: its record of the last grading."""
    score, bonus = old.get("score"), old.get("bonus", 0.0)
    if not isinstance(score, int | float) or not isinstance(bonus, int | float) or exercise.score is None:
        return None
    if old.get("excused") or exercise.excused or score > exercise.max_score + LEAST or bonus > exercise.max_bonus + LEAST:
        return None  # an excuse was withdrawn, or the exercise gives fewer points now: that was asked for
    if exercise.score >= score - LEAST and exercise.bonus >= bonus - LEAST:
        return None
    test = now.get("exercises", {}).get(exercise.cell, {}).get("test")
    why = ("another_test",) if _earned_by(old) != test else ("same_test",)
    return Kept(student, exercise.name, old=float(score + bonus), new=exercise.score + exercise.bonus, why=why)


def _earned_by(record: Mapping[str, Any]) -> Any:
    """Return the digest of the test that gave the score of a record; a kept score is older than the record's test."""
    return record.get("earned_by", record.get("test"))


def _put_back(exercise: ExerciseResult, old: Mapping[str, Any], notebook: Any, language: str, kept: Kept) -> ExerciseResult:
    """Return an exercise with the score of the last grading. The graded notebook gets it too, and says so.

    Its record holds the digest of the test that gave the score, so that the next regrade can say why, too.
    """
    score = max(exercise.score or 0.0, float(old["score"]))
    bonus = max(exercise.bonus, float(old.get("bonus", 0.0)))
    notebook["metadata"][KEY]["exercises"][exercise.cell] |= {"score": score, "bonus": bonus, "earned_by": _earned_by(old)}
    said = say("gradebook.kept", language, old=f"{kept.old:g}", new=f"{kept.new:g}")
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == exercise.cell:
            others = [output for output in cell["outputs"] if output["output_type"] != "execute_result"]
            cell["outputs"] = [display_data(said), *others, execute_result(score)]
    message = f"{said}\n\n{exercise.message}" if exercise.message else said
    return replace(exercise, score=score, bonus=bonus, message=message)
