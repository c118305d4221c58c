"""Any notebook, however odd, becomes a valid one with what can be shown of it, and a page."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import nbformat
import nbgrader
import pytest
from courses import cell, notebook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from traitlets.config import Config

from autograder.grading.outputs import FOR_THE_INSTRUCTOR
from autograder.nbgrader_plugins import simple_notebook
from autograder.nbgrader_plugins.pages import SafePage, StaticPage
from autograder.nbgrader_plugins.simple_notebook import SimplifyNotebook, simplified

TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
PICTURE = base64.b64encode(b"picture").decode()
WIDGET = "application/vnd.jupyter.widget-view+json"
STATE = "application/vnd.jupyter.widget-state+json"


def shows(data: Any, metadata: Any = None, **fields: Any) -> dict[str, Any]:
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}, **fields}


def with_outputs(*outputs: Any) -> dict[str, Any]:
    new = notebook(cell("x"))
    new["cells"][0]["outputs"] = list(outputs)
    return new


def page_of(content: Any, template: str = "formgrade") -> str:
    kind = SafePage if template == "formgrade" else StaticPage
    config = Config({"HTMLExporter": {"template_name": template, "extra_template_basedirs": [str(TEMPLATES)]}})
    config.HTMLExporter.extra_template_paths = [
        str(TEMPLATES.parent / "static" / "node_modules" / "bootstrap" / "dist" / "css")
    ]
    names = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student", "notebook_path"), "x")
    marks = {"notebook": "x", "score": 1.0, "max_score": 2.0, "late_penalty": 0.0}
    resources = {**names, "index": 0, "total": 1, "nbgrader": marks}
    made: str = kind(config=config).from_notebook_node(nbformat.from_dict(content), resources=resources)[0]
    return made


# ---------------------------------------------------------------- what is kept


def test_an_ordinary_notebook_stays_as_it_is() -> None:
    content = notebook(
        cell("# Title\n![a](attachment:a.png)", kind="markdown"),
        cell("x", "test_x", grade=True, locked=True, points=2),
        cell("y", kind="raw"),
    )
    content["cells"][0]["attachments"] = {"a.png": {"image/png": PICTURE}}
    content["cells"][1]["execution_count"] = 3
    content["cells"][1]["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": "printed"},
        shows({"text/plain": "plain"}),
        shows({"image/png": PICTURE}, {"image/png": {"width": 640, "height": 480}}),
        {"output_type": "execute_result", "execution_count": 3, "data": {"text/html": "<b>x</b>"}, "metadata": {}},
        {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["one", "two"]},
    ]
    made = simplified(content)
    nbformat.validate(made)
    for new, old in zip(made.cells, content["cells"], strict=True):
        for key in {"cell_type", "source", "outputs", "attachments", "execution_count", "id"} & set(old):
            assert new[key] == old[key]
    assert (
        made.cells[1].metadata.nbgrader.items()
        >= {"grade_id": "test_x", "grade": True, "points": 2.0, "task": False}.items()
    )
    assert simplified(made) == made


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        ({"text/plain": "IntSlider()", WIDGET: {"model_id": "a"}}, {"text/plain": "IntSlider()"}),
        ({"text/plain": "figure", "application/javascript": "evil()"}, {"text/plain": "figure"}),
        ({"text/plain": "p", "text/html": ["<b>", "x</b>"]}, {"text/html": "<b>x</b>"}),
        ({"text/plain": "p", "text/html": "x" * 600_000}, {"text/plain": "p"}),
        ({"text/plain": "p", "image/png": '"onerror="evil()'}, {"text/plain": "p"}),
        ({"text/plain": "p", "text/latex": "$x^2$"}, {"text/markdown": "$x^2$"}),
        ({WIDGET: {"model_id": "a"}}, {"text/plain": f"[This output is not shown: {WIDGET}]"}),
        ({"<script>": "x"}, {"text/plain": "[This output is not shown: ?]"}),
        ({}, {"text/plain": "[This output is not shown: ?]"}),
        ({"text/html": {"a": 1}, "image/svg+xml": "<svg/>"}, {"image/svg+xml": "<svg/>"}),
    ],
)
def test_an_output_keeps_the_best_that_can_be_drawn(data: Any, kept: Any) -> None:
    assert simplified(with_outputs(shows(data))).cells[0].outputs[0].data == kept


def test_fields_that_templates_put_into_html_are_left_out() -> None:
    made = simplified(
        with_outputs(
            shows({"image/png": PICTURE}, {"image/png": {"width": "1 onerror=evil()", "height": 7}}),
            shows({"image/png": PICTURE}, {"filenames": {"image/png": "/logout"}, "isolated": True}),
            shows({"image/svg+xml": "<svg/>"}, svg_filename="/logout"),
            shows({"text/plain": "x"}, {FOR_THE_INSTRUCTOR: True, "other": 1}),
        )
    )
    outputs = made.cells[0].outputs
    assert [output.metadata for output in outputs] == [
        {"image/png": {"height": 7}},
        {"image/png": {}},
        {"image/svg+xml": {}},
        {FOR_THE_INSTRUCTOR: True},
    ]
    assert "svg_filename" not in outputs[2]


def test_metadata_that_names_no_graded_cell_goes() -> None:
    odd = notebook(cell("x", kind="markdown"))
    for given_id in ('"><script>', "", None, 5, "a b"):
        odd["cells"][0]["metadata"] = {"nbgrader": {"grade_id": given_id, "grade": True}, "tags": ['"'], "title": "x"}
        odd["metadata"] |= {"widgets": {STATE: {}}, "title": "<b>", "kernelspec": {"name": '"'}, "language": {}}
        made = simplified(odd)
        assert made.cells[0].metadata == {}
        assert set(made.metadata) == {"language_info"}


def test_there_is_room_for_so_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simple_notebook, "PAGE", 50_000)
    made = simplified(notebook(cell("x = 1"), cell("y" * 40_000), cell("z" * 40_000), cell("last")))
    sources = [one.source for one in made.cells]
    assert sources[:2] == ["x = 1", "y" * 40_000]
    assert sources[2].endswith("[The rest is not shown: this notebook is too large for a page.]")
    assert sources[3] == "last", "what is short has room"
    monkeypatch.setattr(simple_notebook, "CELLS", 2)
    assert len(simplified(notebook(*[cell("x")] * 5)).cells) == 3


# ---------------------------------------------------------------- any notebook has a page

ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 10**12)
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["a.png", "text/html"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
TEXT = ODD | st.sampled_from(
    [
        "![x](attachment:a)",
        "<b>x",
        "$x$",
        "\ud800",
        "\x00",
        "\x1b[31m",
        "```\x00\n",
        ["a\n", "b"],
        "# x",
        "%%html\n<b>",
        "%%",
    ]
)
KINDS = (
    "text/html text/markdown text/plain text/latex image/png image/svg+xml application/javascript application/pdf"
).split()
DATA = ODD | st.dictionaries(st.sampled_from([*KINDS, WIDGET]) | st.text(max_size=5), TEXT, max_size=3)
TYPES = "stream display_data execute_result error pyout update_display_data".split()
OUTPUT = ODD | st.fixed_dictionaries(
    {},
    optional={
        "output_type": st.sampled_from(TYPES) | ODD,
        "data": DATA, "text": TEXT, "name": ODD, "metadata": ODD | st.dictionaries(st.sampled_from(KINDS), ODD, max_size=2),
        "ename": ODD, "evalue": TEXT, "traceback": ODD | st.lists(TEXT, max_size=3), "execution_count": ODD,
        "svg_filename": ODD,
    },
)  # fmt: skip
NBGRADER = ODD | st.fixed_dictionaries(
    {"grade_id": st.sampled_from(["a", "b", ""]) | ODD},
    optional=dict.fromkeys(("grade", "solution", "task", "points", "score", "comment", "schema_version"), ODD),
)
CELL = ODD | st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | ODD},
    optional={
        "source": TEXT, "id": st.sampled_from(["a", "cell-0", "a b", ""]) | ODD, "execution_count": ODD,
        "outputs": ODD | st.lists(OUTPUT, max_size=3),
        "metadata": ODD | st.fixed_dictionaries({}, optional={"nbgrader": NBGRADER, "tags": ODD, "raw_mimetype": ODD}),
        "attachments": ODD | st.dictionaries(st.sampled_from(["a", "b"]), DATA, max_size=2),
    },
)  # fmt: skip
METADATA = ODD | st.fixed_dictionaries(
    {},
    optional={
        "widgets": ODD | st.just({STATE: {}}),
        **dict.fromkeys(("language_info", "kernelspec", "language", "title"), ODD),
    },
)
NOTEBOOK = st.fixed_dictionaries({"cells": ODD | st.lists(CELL, max_size=4), "metadata": METADATA}) | ODD


@settings(max_examples=300, deadline=None)
@given(NOTEBOOK)
def test_any_value_becomes_a_valid_notebook(odd: Any) -> None:
    made = simplified(odd)
    nbformat.validate(made)
    assert simplified(made) == made


@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(NOTEBOOK)
@pytest.mark.parametrize("template", ["formgrade", "feedback"])
def test_any_value_has_a_page(template: str, odd: Any) -> None:
    assert page_of(odd, template).rstrip().endswith("</html>")


def test_the_preprocessor_gives_the_same() -> None:
    odd = nbformat.from_dict(with_outputs(shows({WIDGET: "a", "text/plain": "Slider"})))
    assert SimplifyNotebook().preprocess(odd, {"a": 1}) == (simplified(odd), {"a": 1})


def test_a_file_that_is_no_notebook_has_a_page(tmp_path: Path) -> None:
    for text in (
        "",
        "{}",
        "[]",
        "\x00\xff",
        '{"nbformat": 3}',
        '{"nbformat": 4, "cells": 5}',
        "[" * 100_000,
        '{"nbformat": "x"}',
    ):
        path = tmp_path / "odd.ipynb"
        path.write_bytes(text.encode("latin-1"))
        config = Config({"HTMLExporter": {"template_name": "formgrade", "extra_template_basedirs": [str(TEMPLATES)]}})
        names = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student", "notebook_path"), "x")
        page, _ = SafePage(config=config).from_filename(str(path), {**names, "index": 0, "total": 1})
        assert "</html>" in page
