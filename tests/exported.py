"""Make the files that Colab, Kaggle, VS Code and JupyterLab write of a solved notebook, damaged as people damage them.

What each tool keeps of a notebook is public: see files that learners publish. `TOOLS` and `DAMAGES` are independent, so
that any of the one can be combined with any of the other.
"""

from __future__ import annotations

import copy
import json
import uuid
from collections.abc import Callable
from typing import Any

from autograder.notebook.files import Notebook
from autograder.notebook.metadata import Role, grade_id_of
from autograder.notebook.source import SourceNotebook

Cells = list[dict[str, Any]]


def solved(source: SourceNotebook) -> Notebook:
    """Return a release with the reference's answers, without the marks around them."""
    cells = [{**cell.as_dict(), "source": cell.released} for cell in source.cells]
    for cell, known in zip(cells, source.cells, strict=True):
        if known.role in (Role.SOLUTION, Role.MANUAL):
            lines = known.source.split("\n")
            cell["source"] = "\n".join(line for line in lines if "BEGIN SOLUTION" not in line and "END SOLUTION" not in line)
    return {"cells": cells, "metadata": dict(source.metadata), "nbformat": 4, "nbformat_minor": 5}


# --- what each tool writes ---


def colab(notebook: Notebook) -> tuple[str, bytes]:
    """Colab puts its own ids into the metadata, drops others', and saves format 4.0."""
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        mine = {"id": f"c{number:011x}"}
        if cell["cell_type"] == "code":
            mine |= {"colab": {"base_uri": "https://localhost:8080/"}, "outputId": str(uuid.UUID(int=number))}  # type: ignore[dict-item]
        new = {"cell_type": cell["cell_type"], "source": cell["source"].splitlines(True), "metadata": mine}
        if cell["cell_type"] == "code":
            output = {"output_type": "stream", "name": "stdout", "text": ["2\n"]}
            new |= {"execution_count": number, "outputs": [output]}
        cells.append(new)
    metadata = {
        "colab": {"provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    whole = {"nbformat": 4, "nbformat_minor": 0, "metadata": metadata, "cells": cells}
    return ".ipynb", json.dumps(whole, indent=2).encode()


def kaggle(notebook: Notebook) -> tuple[str, bytes]:
    """Kaggle writes one line, texts as strings, and its own ids in place of all metadata."""
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        mine = {"_uuid": f"{number:040x}", "_cell_guid": str(uuid.UUID(int=number)), "trusted": True}
        new = {"cell_type": cell["cell_type"], "source": cell["source"], "metadata": mine}
        cells.append(new | ({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}))
    metadata = {
        "kernelspec": {"language": "python", "display_name": "Python 3", "name": "python3"},
        "language_info": {"name": "python", "version": "3.12.11", "file_extension": ".py"},
        "kaggle": {"accelerator": "none", "dataSources": [], "isInternetEnabled": True, "sourceType": "notebook"},
    }
    whole = {"metadata": metadata, "nbformat_minor": 4, "nbformat": 4, "cells": cells}
    return ".ipynb", json.dumps(whole, separators=(",", ":")).encode()


def vscode(notebook: Notebook) -> tuple[str, bytes]:
    """VS Code keeps nothing of nbgrader's once a cell was pasted into a new file, and writes Windows' line ends there."""
    cells = []
    for cell in notebook["cells"]:
        mine = {} if cell["cell_type"] == "markdown" else {"vscode": {"languageId": "python"}}
        new = {"cell_type": cell["cell_type"], "metadata": mine, "source": cell["source"].splitlines(True)}
        cells.append(new | ({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}))
    metadata = {"language_info": {"name": "python"}, "orig_nbformat": 4}
    whole = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 2}
    return ".ipynb", json.dumps(whole, indent=1).replace("\n", "\r\n").encode()


def jupyterlab(notebook: Notebook) -> tuple[str, bytes]:
    """JupyterLab keeps all metadata, and leaves what a session adds."""
    cells = copy.deepcopy(notebook["cells"])
    for number, cell in enumerate(cells):
        cell["source"] = cell["source"].splitlines(True)
        if cell["cell_type"] == "code":
            cell["execution_count"] = number
            cell["metadata"] |= {"execution": {"iopub.status.busy": "2026-03-01T10:00:00.000000Z"}, "collapsed": False}
    whole = {**notebook, "cells": cells}
    return ".ipynb", json.dumps(whole, indent=1, ensure_ascii=False).encode("utf-8-sig")


def percent_script(notebook: Notebook) -> tuple[str, bytes]:
    """VS Code and Jupytext write a script with `# %%` above each cell."""
    lines = ["# ---", "# jupyter:", "#   jupytext:", "#     formats: ipynb,py:percent", "# ---", ""]
    for cell in notebook["cells"]:
        is_code = cell["cell_type"] == "code"
        lines += ["# %%" if is_code else "# %% [markdown]"]
        lines += [line if is_code else f"# {line}".rstrip() for line in cell["source"].split("\n")] + [""]
    return ".py", "\n".join(lines).encode()


def markdown(notebook: Notebook) -> tuple[str, bytes]:
    """Jupytext and HackMD write Markdown with fenced code."""
    parts = [
        f"```python\n{cell['source']}\n```" if cell["cell_type"] == "code" else cell["source"] for cell in notebook["cells"]
    ]
    return ".md", "\n\n".join(parts).encode()


TOOLS: dict[str, Callable[[Notebook], tuple[str, bytes]]] = {
    "Colab": colab,
    "Kaggle": kaggle,
    "VS Code": vscode,
    "JupyterLab": jupyterlab,
}
TEXTS = {"script": percent_script, "Markdown": markdown}


# --- what people do to a notebook ---


def _code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "source": source, "execution_count": None, "outputs": []}


def _is_solution(cell: dict[str, Any]) -> bool:
    return bool(cell["metadata"].get("nbgrader", {}).get("solution"))


def unchanged(cells: Cells, starters: dict[str, str]) -> Cells:
    """Hand it in as it is."""
    return cells


def answers_below_tests(cells: Cells, starters: dict[str, str]) -> Cells:
    """Leave the starter, and answer in a new cell below the test."""
    kept: Cells = []
    held = ""
    for cell in cells:
        kept.append(cell)
        if _is_solution(cell):
            held, cell["source"] = cell["source"], starters[grade_id_of(cell)]
        elif held and cell["metadata"].get("nbgrader", {}).get("grade"):
            kept.append(_code(held))
            held = ""
    return kept


def starters_pasted_below(cells: Cells, starters: dict[str, str]) -> Cells:
    """Keep a copy of every starter below its solution, to look at it."""
    kept: Cells = []
    for cell in cells:
        kept.append(cell)
        if _is_solution(cell) and cell["cell_type"] == "code":
            kept.append({**copy.deepcopy(cell), "source": starters[grade_id_of(cell)]})
    return kept


def joined_with_check(cells: Cells, starters: dict[str, str]) -> Cells:
    """Join each third solution with the locked check above it."""
    kept: Cells = []
    for number, cell in enumerate(cells):
        above = next((one for one in reversed(kept) if one["cell_type"] == "code"), None)
        if _is_solution(cell) and number % 3 == 0 and above is not None and grade_id_of(above).startswith("try_"):
            above["source"] += f"\n\n{cell['source']}"
        else:
            kept.append(cell)
    return kept


def split_in_pieces(cells: Cells, starters: dict[str, str]) -> Cells:
    """Split each function in the middle of its body."""
    kept: Cells = []
    for cell in cells:
        lines = cell["source"].split("\n")
        middle = next((i for i in range(len(lines) - 1, 1, -1) if lines[i].startswith("    return")), 0)
        if _is_solution(cell) and middle and lines[0].startswith("def ") and '"""' not in lines[middle - 1]:
            kept += [{**cell, "source": "\n".join(lines[:middle])}, _code("\n".join(lines[middle:]))]
        else:
            kept.append(cell)
    return kept


def without_instructors_cells(cells: Cells, starters: dict[str, str]) -> Cells:
    """Delete every test and every check."""
    return [cell for cell in cells if not grade_id_of(cell).startswith(("test_", "try_"))]


def everything_in_one_cell(cells: Cells, starters: dict[str, str]) -> Cells:
    """Write all answers in one cell at the end, and leave the starters."""
    answers = [cell["source"] for cell in cells if _is_solution(cell) and cell["cell_type"] == "code"]
    for cell in cells:
        if _is_solution(cell) and cell["cell_type"] == "code":
            cell["source"] = starters[grade_id_of(cell)]
    return [*cells, _code("\n\n\n".join(answers))]


def set_up_on_top(cells: Cells, starters: dict[str, str]) -> Cells:
    """Begin with what a cloud needs."""
    lines = "!pip install numpy -q\n%matplotlib inline\nprint('ready')"
    return [_code(lines), _code("from google.colab import drive\ndrive.mount('/content/drive')"), *cells]


def timed_and_annotated(cells: Cells, starters: dict[str, str]) -> Cells:
    """Begin each solution with a comment and a magic, and change its docstring."""
    for cell in cells:
        if _is_solution(cell) and cell["cell_type"] == "code" and cell["source"].startswith("def "):
            cell["source"] = "%%time\n# my answer\n" + cell["source"].replace('"""', '"""Mine: ', 1)
    return cells


def doubled_ids(cells: Cells, starters: dict[str, str]) -> Cells:
    """Copy solutions with their ids, change the copy's comment, and give all cells one id."""
    kept: Cells = []
    for cell in cells:
        kept.append({**cell, "id": "same"})
        if _is_solution(cell):
            kept.append({**copy.deepcopy(cell), "id": "same", "source": f"{cell['source']}\n# again"})
    return kept


DAMAGES: list[Callable[[Cells, dict[str, str]], Cells]] = [
    unchanged,
    answers_below_tests,
    starters_pasted_below,
    joined_with_check,
    split_in_pieces,
    without_instructors_cells,
    everything_in_one_cell,
    set_up_on_top,
    timed_and_annotated,
    doubled_ids,
]


def damaged(source: SourceNotebook, damage: Callable[[Cells, dict[str, str]], Cells]) -> Notebook:
    """Return a solved notebook after what somebody did to it."""
    notebook = solved(source)
    starters = {cell.id: cell.released for cell in source.by_id.values()}
    return {**notebook, "cells": damage(copy.deepcopy(notebook["cells"]), starters)}
