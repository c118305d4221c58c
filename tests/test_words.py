"""Test that the catalogue of sentences is complete in each language, and that the code holds no sentences itself."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder import words
from autograder.errors import CourseError

PACKAGE = Path(words.__file__).parents[1]
ENGLISH = words.catalogue("en")
CHINESE = re.compile("[\u4e00-\u9fff]")


def placeholders(text: str) -> set[tuple[str, str]]:
    """Return name and format of each placeholder: {("score", "g")} for "{score:g} points"."""
    return {(name, form or "") for _, name, form, _ in string.Formatter().parse(text) if name is not None}


def test_there_are_two_languages_at_least() -> None:
    assert {"en", "zh"} <= set(words.LANGUAGES)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_language_has_the_same_codes_and_placeholders(language: str) -> None:
    catalogue = words.catalogue(language)
    assert list(catalogue) == list(ENGLISH), "the same codes in the same order"
    differ = {
        code
        for code in ENGLISH
        if {n for n, _ in placeholders(catalogue[code])} != {n for n, _ in placeholders(ENGLISH[code])}
    }
    assert differ == set()


def test_chinese_is_chinese_and_english_is_not() -> None:
    assert [code for code, text in ENGLISH.items() if CHINESE.search(text)] == []
    plain = [code for code, text in words.catalogue("zh").items() if not CHINESE.search(text)]
    letters = [code for code in plain if re.search(r"[a-z]{3}", re.sub(r"`[^`]*`|\{[^}]*\}|None", "", ENGLISH[code]))]
    assert letters == [], "not translated"


def sources() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "words" not in path.relative_to(PACKAGE).parts:
            yield str(path.relative_to(PACKAGE)), ast.parse(path.read_text("utf-8"))


def texts(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Yield node and text of every string in the code, without docstrings, the texts of `--help` and patterns of errors.

    An f-string is one text, with X in place of each value.
    """
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            for argument in [*node.args, *node.keywords]:
                value = argument.value if isinstance(argument, ast.keyword) else argument
                is_help = isinstance(argument, ast.keyword) and argument.arg == "help"
                if is_help or name in ("Argument", "Bool", "Unicode", "ErrorRule"):
                    skipped |= {id(inner) for inner in ast.walk(value)}
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(value) for value in node.values}
            skipped |= {id(value.format_spec) for value in node.values if isinstance(value, ast.FormattedValue)}
            yield node, "".join(v.value if isinstance(v, ast.Constant) else "X" for v in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, node.value


def is_sentence(text: str) -> bool:
    """Return whether a person might read the text: it has three words in a row, or is Chinese."""
    return bool(re.search(r"(?:\b[A-Za-z][a-z']*[,;:]? ){2}[a-z]+\b", text)) or bool(CHINESE.search(text))


# Texts that look like sentences to `is_sentence` but are programs, lists of names or patterns.
PROGRAMS = re.compile(
    r"\bimport \w|^while True|^Traceback|^\^Traceback|BEGIN |END |^line \S+: |sqlite|lambda |^# Generated from|YOUR "
    r"|^module 'autograder' has"
    r"|^^\s*[\w.]+(?:\s+[\w.]+){8,}\s*$"
)


def test_the_code_holds_no_sentence() -> None:
    found = [
        f"{name}:{node.lineno}: {text[:80]!r}"  # type: ignore[attr-defined]
        for name, tree in sources()
        for node, text in texts(tree)
        if is_sentence(text) and not PROGRAMS.search(text)
    ]
    assert found == [], "\n".join(found)


def codes_in_code() -> set[str]:
    return {text for _, tree in sources() for _, text in texts(tree)}


def test_every_code_that_the_code_names_is_there() -> None:
    wanted = re.compile(
        r"(?:" + "|".join(sorted({code.partition(".")[0] for code in ENGLISH})) + r")\.[a-z_]+(?:\.[a-z_]+)*$"
    )
    named = {text for text in codes_in_code() if wanted.match(text)}
    modules = {"gradebook.db"} | {
        path.relative_to(PACKAGE).with_suffix("").as_posix().replace("/", ".") for path in PACKAGE.rglob("*.py")
    }
    assert sorted(named - set(ENGLISH) - modules) == []


def test_an_error_speaks_every_language_and_survives_a_process_boundary() -> None:
    import pickle

    error = CourseError("language.unknown", language="fr", known=words.Listed(["en", "zh"], "or"))
    assert str(error) == "Unknown language 'fr'; choose en or zh."
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is CourseError
    assert (str(again), again.in_language("zh")) == (str(error), error.in_language("zh"))


def test_a_sentence_within_a_sentence_speaks_the_same_language() -> None:
    known = words.Listed([words.sentence("list.and"), "b", "c"])
    assert known.in_language("en") == " and , b and c"
    assert words.sentence("language.unknown", language="x", known=known).in_language("zh").count("、") == 1


# ---------------------------------------------------------------- learners' texts in sentences

HOSTILE = "a`` ` \x1b[2J\u202e\n\n[click](http://example.invalid) ![](http://example.invalid/a.png) <b>x</b> http://example.invalid"
# Placeholders of messages in Markdown that never hold a learner's text: numbers, names of the course, other sentences.
TRUSTED = set(
    "name names exercise cell notebook score full bonus points value seconds expected got place path choices example "
    "helpers reason seen student level assignment advice first second milliseconds kilobytes megabytes limit levels most "
    "signal exit_code type count taken printed kind why message file package exercises others where_to package_name".split()
)
MARKDOWN = ("judging.", "grading.", "sandbox.suspicion.", "sandbox.wire.", "sandbox.stopped", "sandbox.unreadable")
LEARNERS = {"error", "line", "where", "text", "what"}
# Of the instructor's terminal, which reads no Markdown; faults of the course or of the grader.
NOT_SHOWN_TO_LEARNERS = {
    "grading.verbatim",
    "grading.grader_failed",
    "grading.test_failed",
    "grading.refused",
    "grading.cell_at",
}


def marked_placeholders() -> Iterator[tuple[str, str, str]]:
    for language in words.LANGUAGES:
        for code, text in words.catalogue(language).items():
            if code.startswith(MARKDOWN) and code not in NOT_SHOWN_TO_LEARNERS:
                for name, _ in sorted(placeholders(text)):
                    yield language, code, name


def test_the_placeholders_of_learners_are_those_that_this_file_names() -> None:
    held = {name for _, _, name in marked_placeholders()}
    assert held & LEARNERS == LEARNERS
    assert not TRUSTED & LEARNERS


SPOKEN = sorted({(language, code) for language, code, name in marked_placeholders() if name in LEARNERS})


@pytest.mark.parametrize(("language", "code"), SPOKEN)
def test_no_text_of_a_learner_becomes_markdown(language: str, code: str) -> None:
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    values: dict[str, object] = {}
    for name, form in placeholders(words.catalogue(language)[code]):
        values[name] = HOSTILE if name in LEARNERS else 1.0 if form else "1"
    said = words.say(code, language, **values)
    page = markdown2html_mistune(said)
    assert "[click]" in page and not re.search(r"<(a|img|b)\b", page), page
    assert "\x1b" not in said and "\u202e" not in said


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_marks_of_code_are_in_pairs(language: str) -> None:
    assert [code for code, text in words.catalogue(language).items() if text.replace("```", "`").count("`") % 2] == []


def test_a_sentence_holds_no_character_that_acts_whatever_its_values_are() -> None:
    said = words.say("cli.wrote", path=Path("/a\x1b[2J\u202e"))
    assert said == "wrote /a\ufffd[2J\ufffd"
    assert words.Code("a`b").in_language("en") == "``a`b``"
    assert words.Listed(["a`b", "c"], quoted=True).in_language("en") == "``a`b`` and `c`"
    assert len(words.say("cli.wrote", path="x" * 10**6)) < 30_000
