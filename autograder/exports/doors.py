"""Export an assignment, or its scores, in the format of another system: one function a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.collecting.roster import Roster
from autograder.course.course import Course
from autograder.course.files import write_atomically
from autograder.course.help import help_levels, level_at
from autograder.errors import AutograderError, CourseError
from autograder.exports import bundle, jupyterlite
from autograder.exports.bundle import DoorSettings
from autograder.exports.junit import as_junit
from autograder.exports.platforms import Sheet, canvas_sheet, moodle_sheet
from autograder.exports.scores import exercise_names, read_scores
from autograder.words import Listed, Sentence, sentence

READABLE = ("classroom50", "github-actions")  # bundles that lie in learners' repositories
SHOW_POINTS = (*READABLE, "coursera")  # platforms that show each learner the points, whatever the bundle says
FOLDER = "export"  # in the course's folder


@dataclass(frozen=True)
class ExportOptions:
    """What the caller wants.

    target: the file or folder to write; by default one in the course's folder `export/`.
    roster: the platform's list of the class.
    allow_weak_sandbox: grade there even where nothing confines learners' code.
    service: the address of a service that grades instead.
    parts:  Coursera's part id -> exercise.
    language: of what is written.
    """

    target: Path | None = None
    roster: Roster | None = None
    allow_weak_sandbox: bool = False
    service: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True)
class Exported:
    """What was written, and what the instructor should know."""

    path: Path
    notes: tuple[Sentence, ...] = ()


def export(course: Course, door: str, assignment: str, options: ExportOptions | None = None) -> Exported:
    """Write an assignment, or its scores, for a door.

    door: one of FORMATS.
    Raises AutograderError for an unknown door, a file that cannot be written, scores that are not there, or a platform that
    shows learners points where the course tells them none.
    """
    options = options or ExportOptions()
    if door not in FORMATS:
        raise AutograderError("export.unknown_format", format=repr(door), known=Listed(list(FORMATS), "or"))
    if options.service and door not in READABLE:
        raise AutograderError("export.no_service")
    course.sources(assignment)
    if door in SHOW_POINTS and level_at(help_levels(course, assignment), 1) == "none":
        raise CourseError("export.shows_points", format=door, assignment=assignment)
    try:
        return FORMATS[door](course, assignment, options)
    except OSError as error:
        raise AutograderError("cli.cannot_write", file=str(error.filename), reason=error.strerror) from error


def _gradescope(course: Course, assignment: str, options: ExportOptions) -> Exported:
    files = bundle.make_bundle(course, _settings("gradescope", assignment, options), readable=False)
    files |= bundle.scripts("common", "install.sh") | bundle.scripts("gradescope", "setup.sh", "run_autograder")
    target = _target(course, "gradescope", f"{assignment}.zip", options)
    write_atomically(target, bundle.as_zip(files), 0o600)
    return Exported(target, (sentence("export.holds_secret"),))


def _coursera(course: Course, assignment: str, options: ExportOptions) -> Exported:
    names = set(exercise_names(course, assignment).values())
    if unknown := sorted(set(options.parts.values()) - names):
        raise CourseError(
            "grading.no_exercise", assignment=assignment, name=unknown[0], exercises=Listed(sorted(names), "comma")
        )
    files = bundle.make_bundle(course, _settings("coursera", assignment, options), readable=False)
    files |= bundle.scripts("common", "install.sh")
    files |= bundle.scripts("coursera", "Dockerfile", "grade.sh", assignment=assignment)
    target = _target(course, "coursera", assignment, options)
    bundle.write_folder(target, files)
    notes = [sentence("export.holds_secret")]
    return Exported(target, tuple(notes if options.parts else [*notes, sentence("export.no_parts")]))


def _classroom50(course: Course, assignment: str, options: ExportOptions) -> Exported:
    files = _readable(course, "classroom50", assignment, options)
    files["autograder.py"] = (bundle.SCRIPTS.with_name("checkout.py").read_bytes(), 0o644)
    target = _target(course, "classroom50", assignment, options)
    bundle.write_folder(target, files)
    return Exported(target, (_secrecy(options),))


def _github_actions(course: Course, assignment: str, options: ExportOptions) -> Exported:
    home = f".github/autograder/{assignment}"
    files = _readable(course, "github-actions", assignment, options) | bundle.scripts("github-actions", "grade.sh")
    files = bundle.below(home, files)
    workflow = bundle.scripts("github-actions", "autograde.yml", assignment=assignment)["autograde.yml"]
    files[f".github/workflows/autograde-{assignment}.yml"] = workflow
    target = _target(course, "github-actions", assignment, options)
    bundle.write_folder(target, files, home)
    return Exported(target, (_secrecy(options),))


def _readable(course: Course, door: str, assignment: str, options: ExportOptions) -> bundle.Files:
    """Return the files of a bundle that lies in the learners' repositories, with a page that says so."""
    files = bundle.make_bundle(course, _settings(door, assignment, options), readable=True)
    if not options.service:
        files |= bundle.scripts("common", "install.sh")
    language = options.language or course.language
    files["README.md"] = (f"# {assignment}\n\n{_secrecy(options).in_language(language)}\n".encode(), 0o644)
    return files


def _secrecy(options: ExportOptions) -> Sentence:
    return sentence("export.by_service", service=options.service) if options.service else sentence("export.readable")


def _canvas(course: Course, assignment: str, options: ExportOptions) -> Exported:
    scores = {assignment: read_scores(course, assignment)}
    return _sheet(canvas_sheet(scores, options.roster), _target(course, "canvas", f"{assignment}.csv", options))


def _moodle(course: Course, assignment: str, options: ExportOptions) -> Exported:
    scores = {assignment: read_scores(course, assignment)}
    sheet = moodle_sheet(scores, options.roster, options.language or course.language)
    return _sheet(sheet, _target(course, "moodle", f"{assignment}.csv", options))


def _sheet(sheet: Sheet, target: Path) -> Exported:
    write_atomically(target, sheet.content)
    return Exported(target, tuple(sheet.notes))


def _junit(course: Course, assignment: str, options: ExportOptions) -> Exported:
    scores = read_scores(course, assignment)
    target = _target(course, "junit", f"{assignment}.xml", options)
    write_atomically(target, as_junit(course, assignment, scores, options.language or course.language))
    return Exported(target)


def _jupyterlite(course: Course, assignment: str, options: ExportOptions) -> Exported:
    target = _target(course, "jupyterlite", "", options)
    jupyterlite.write_site_folder(course, assignment, target)
    if jupyterlite.build_site(target):
        return Exported(target / jupyterlite.SITE, (sentence("export.site"),))
    packages = Listed(jupyterlite.PACKAGES, "and")
    note = sentence("export.build_site", packages=packages, command=" ".join(jupyterlite.COMMAND), site=jupyterlite.SITE)
    return Exported(target, (note,))


def _settings(door: str, assignment: str, options: ExportOptions) -> DoorSettings:
    return DoorSettings(
        door=door,
        assignment=assignment,
        allow_weak_sandbox=options.allow_weak_sandbox,
        language=options.language,
        service=options.service,
        parts=options.parts,
    )


def _target(course: Course, door: str, name: str, options: ExportOptions) -> Path:
    return options.target or course.root / FOLDER / door / name


FORMATS: dict[str, Callable[[Course, str, ExportOptions], Exported]] = {
    "gradescope": _gradescope,
    "classroom50": _classroom50,
    "github-actions": _github_actions,
    "coursera": _coursera,
    "canvas": _canvas,
    "moodle": _moodle,
    "junit": _junit,
    "jupyterlite": _jupyterlite,
}
