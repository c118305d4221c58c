"""Test that a release in Chinese is Chinese: code, checks, figures and terms."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course.course import Course
from autograder.notebook.files import read_notebook
from autograder.notebook.metadata import Role
from autograder.notebook.normal import TRANSLATIONS
from autograder.notebook.source import Cell, SourceNotebook

COURSE = Course(Path(__file__).resolve().parents[2], secret="")
ASSIGNMENTS = COURSE.assignments()
CHINESE = re.compile("[一-鿿]")
# Words that the course does not use, and the ones that it does.
TERMS = {
    "拓展": "选做",
    "更进一步": "选做",
    "附加题": "选做练习",
    "选择题": "问题",
    "图片": "图像",
    "交作业": "提交",
    "视频里": "课上",
    "讲次": "讲",
    "梯度消减": "梯度下降",
    "前向传播": "正向传播",
    "代价函数": "成本函数",
    "学习速率": "学习率",
    "学习笔记": "(not mentioned)",
    "老朋友": "(plain words)",
    "干活": "(plain words)",
}


def chinese(assignment: str) -> SourceNotebook:
    """Return the assignment's only source, in Chinese."""
    [source] = COURSE.sources(assignment, "zh").values()
    return source


def code_of(source: SourceNotebook) -> Iterator[Cell]:
    """Yield the code cells that learners see, without test cells."""
    yield from (cell for cell in source.cells if cell.type == "code" and cell.role is not Role.TEST)


def parsed(cell: Cell) -> ast.Module:
    """Return the syntax tree of what learners get."""
    return ast.parse(cell.released)


def prose(text: str) -> bool:
    """Return whether a text has English words in a row outside code, quotes and braces."""
    text = re.sub(r"\{[^}]*\}|`[^`]*`|\"[^\"]*\"|\$[^$]*\$|[\w.]+\([^)]*\)", " ", text)
    return bool(re.search(r"\b[A-Za-z]{2,} [a-z]{2,}\b", text)) and not CHINESE.search(text)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_docstrings_are_chinese(assignment: str) -> None:
    english = []
    for cell in code_of(chinese(assignment)):
        for node in ast.walk(parsed(cell)):
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and (doc := ast.get_docstring(node)):
                before_examples = doc.split(">>>")[0]
                english += [f"{cell.cell_id}: {line}" for line in before_examples.split("\n") if prose(line)]
                if not CHINESE.search(before_examples):
                    english.append(f"{cell.cell_id}: {doc}")
    assert english == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_comments_are_chinese(assignment: str) -> None:
    english = []
    for cell in code_of(chinese(assignment)):
        for token in tokenize.generate_tokens(io.StringIO(cell.released).readline):
            if token.type == tokenize.COMMENT and prose(token.string):
                english.append(f"{cell.cell_id}: {token.string}")
    assert english == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_what_checks_and_cells_print_is_chinese(assignment: str) -> None:
    english = []
    for cell in code_of(chinese(assignment)):
        for node in ast.walk(parsed(cell)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and re.match("expect_|print$", node.func.id):
                for text in re.findall(r'"([^"\n]+)"', ast.get_source_segment(cell.released, node) or ""):
                    if prose(text):
                        english.append(f"{cell.cell_id}: {text}")
    assert english == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_translation_is_used(assignment: str) -> None:
    [path] = COURSE.source_notebooks(assignment).values()
    table = read_notebook(path)["metadata"][TRANSLATIONS]["zh"]
    shown = "\n".join(cell.source for cell in chinese(assignment).cells)
    assert sorted(english for english, other in table.items() if other not in shown) == []


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_every_text_of_a_figure_has_a_translation(assignment: str) -> None:
    source = chinese(assignment)
    [words] = [cell for cell in source.cells if cell.id == "words"]
    table = next(
        ast.literal_eval(node.value)
        for node in ast.walk(ast.parse(words.source))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "WORDS"
    )
    said = set()
    for cell in code_of(source):
        for node in ast.walk(parsed(cell)):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") == "say"
                and isinstance(node.args[0], ast.Constant)
            ):
                said.add(node.args[0].value)
    data = {"rice", "milk", "egg", "walnut", "rate", "start", "units", "steps"}  # said by loops
    assert said - table.keys() == set() and table.keys() - said - data == set()
    assert all(CHINESE.search(text) or text == english for english, text in table.items())


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_one_word_for_each_thing(assignment: str) -> None:
    texts = {cell.cell_id: cell.source for cell in chinese(assignment).cells}
    texts |= {path.name: path.read_text("utf-8") for path in COURSE.hidden_tests(assignment).glob("*.py")}
    assert [(name, word) for name, text in texts.items() for word in TERMS if word in text] == []


def test_the_helpers_of_all_notebooks_are_the_same() -> None:
    """Functions of the cell `tools` that several notebooks have."""
    versions: dict[str, set[str]] = {}
    for assignment in ASSIGNMENTS:
        [source] = COURSE.sources(assignment, "en").values()
        tools = source.by_id["tools"]
        for node in ast.parse(tools.source).body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                versions.setdefault(node.name, set()).add(ast.get_source_segment(tools.source, node) or "")
    assert [name for name, texts in versions.items() if len(texts) > 1] == []
