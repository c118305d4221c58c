"""The normal form of a notebook, and the part of it that is in one language."""

from __future__ import annotations

import copy
import json

from courses import cell, notebook, tiny, two_languages

from autograder.notebook.files import dumps
from autograder.notebook.normal import in_language, is_normal, language_of, normalise, squeeze
from autograder.notebook.source import SourceNotebook


def test_the_normal_form_is_a_fixed_point_without_what_a_session_left() -> None:
    content = tiny()
    used = copy.deepcopy(content)
    for index, one in enumerate(used["cells"]):
        if "nbgrader" in one["metadata"]:
            one["id"] = f"random{index}"  # JupyterLab gives a copied cell one
        one["metadata"]["ExecuteTime"] = {"start": "now"}
        if one["cell_type"] == "code":
            one["execution_count"] = index
            one["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x"}]
    used["metadata"]["language_info"] = {"name": "python", "version": "3.13.1"}
    text = dumps(normalise(used))
    assert "3.13" not in text
    assert json.loads(text)["cells"] == json.loads(dumps(content))["cells"]
    assert is_normal(text.encode(), "a")
    assert not is_normal(dumps(used).encode(), "a")
    assert not is_normal(text.replace("\n", "\r\n").encode(), "a")


def test_cell_ids_are_stable_valid_and_unique() -> None:
    import nbformat

    content = notebook(cell("x"), cell("x"), cell("y", "a" * 90, locked=True), cell("z", "f", solution=True))
    ids = [c["id"] for c in content["cells"]]
    assert len(set(ids)) == 4
    assert ids[3] == "f"
    assert ids[1:] == [c["id"] for c in normalise(content)["cells"]][1:]
    nbformat.validate(nbformat.from_dict(content))


def test_one_language_is_taken_out_of_two() -> None:
    content = two_languages()
    english, chinese = (in_language(content, language) for language in ("en", "zh"))
    assert [c["id"] for c in english["cells"]] == [c["id"] for c in chinese["cells"]]
    assert [c["id"] for c in english["cells"][:2]] == ["p1-title", "tools"]
    assert [c["source"] for c in chinese["cells"][:2]] == ["# 加倍", "WORD = '对'"]
    assert (language_of(english), language_of(chinese), language_of(content)) == ("en", "zh", "")
    assert not any("tags" in c["metadata"] for c in english["cells"] if c["id"] in ("p1-title", "tools"))
    assert content == two_languages()


def test_code_is_translated_by_the_table_of_the_notebook() -> None:
    content = two_languages()
    code = '''def double(x):
    """Twice a number.

    x: number
    """
    return 2 * x  # number, not "number"

print("number", f"{x} is a number", 'number')'''
    content["cells"].append({"cell_type": "code", "id": "c", "metadata": {}, "source": code})
    table = {"Twice a number.": "一个数的两倍。", "x: number": "x：数", "number": "数", "{x} is a number": "{x} 是数"}
    content["metadata"]["translations"] = {"zh": table}
    english, chinese = (in_language(content, language) for language in ("en", "zh"))
    assert english["cells"][-1]["source"] == code
    assert (
        chinese["cells"][-1]["source"]
        == '''def double(x):
    """一个数的两倍。

    x：数
    """
    return 2 * x  # number, not "数"

print("数", f"{x} 是数", 'number')'''
    )
    assert "translations" not in english["metadata"] and "translations" not in chinese["metadata"]


def test_a_notebook_in_one_language_is_left_alone() -> None:
    content = tiny()
    assert in_language(content, "zh") is content


def test_a_source_notebook_is_in_one_language() -> None:
    source = SourceNotebook.of(two_languages(), "tiny.ipynb", language="zh")
    assert source.by_id["tools"].source == "WORD = '对'"


def test_squeezed_texts_are_without_what_editors_change() -> None:
    assert squeeze("\n a  \n\nb\t\n\n") == "a\n\nb"
