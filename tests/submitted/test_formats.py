"""Files that tools make of a notebook are read as the notebook again."""

from __future__ import annotations

import json
import time

import pytest
from courses import released, tiny

from autograder.errors import NotebookError
from autograder.notebook.files import Notebook
from autograder.notebook.restore import restore
from autograder.notebook.source import SourceNotebook
from autograder.submitted.formats import cells_of_script, read_any

SOURCE = SourceNotebook.of(tiny(), "tiny.ipynb")
CELLS = [("markdown", "# Title\n\ntext"), ("code", "import math\n\n\ndef f(x):\n\n    return x"), ("code", "# graded: f")]

PERCENT = """\
# ---
# jupyter:
#   kernelspec:
#     name: python3
# ---

# %% [markdown]
# # Title
#
# text

# %% nbgrader={"grade": false, "grade_id": "f", "solution": true}
import math


def f(x):

    return x

# %%
# graded: f
"""
NUMBERED = """\
#!/usr/bin/env python

# In[ ]:


import math


def f(x):

    return x


# # Title
#
# text

# In[3]:


# graded: f
"""
LIGHT = """\
# ---
# jupyter:
# ---

# # Title
#
# text

# + nbgrader={"grade_id": "f"}
import math


def f(x):

    return x
# -

# +
# graded: f
"""
MARKDOWN = """\
---
jupyter:
  kernelspec: {}
---

# Title

text

```python nbgrader={"grade_id": "f"}
import math


def f(x):

    return x
```

```bash
ls
```

```{code-cell} ipython3
---
tags: [x]
---
# graded: f
```
"""
PAGE = """<html><body><div class="jp-Cell jp-CodeCell"><div class="jp-InputArea-editor"><div class="CodeMirror">
<div class="highlight hl-ipython3"><pre><span></span><span class="k">import</span> math


<span>def</span> f(x):

    <span>return</span> x &lt; 1
</pre></div></div></div><div class="jp-OutputArea"><pre>an output</pre></div></div>
<div class="input_area"><div class="highlight"><pre># graded: f
</pre></div></div><pre>not a cell</pre></body></html>"""


def pairs(notebook: Notebook) -> list[tuple[str, str]]:
    return [(cell["cell_type"], cell["source"]) for cell in notebook["cells"]]


@pytest.mark.parametrize(("name", "text"), [("a.py", PERCENT), ("a.py", LIGHT), ("A.PY", PERCENT.replace("\n", "\r\n"))])
def test_scripts_of_jupytext_are_read(name: str, text: str) -> None:
    found = read_any(text.encode("utf-8-sig"), name)
    assert pairs(found) == CELLS
    assert found["cells"][1]["metadata"]["nbgrader"]["grade_id"] == "f"


def test_scripts_of_nbconvert_are_read() -> None:
    assert pairs(read_any(NUMBERED.encode(), "a.py")) == [("code", "#!/usr/bin/env python"), CELLS[1], CELLS[0], CELLS[2]]


def test_markdown_is_read() -> None:
    found = read_any(MARKDOWN.encode(), "a.md")
    assert pairs(found) == [*CELLS[:2], ("markdown", "```bash\nls\n```"), CELLS[2]]
    assert found["cells"][1]["metadata"] == {"nbgrader": {"grade_id": "f"}}


def test_pages_are_read() -> None:
    found = pairs(read_any(PAGE.encode(), "a.html"))
    assert found == [("code", "import math\n\n\ndef f(x):\n\n    return x < 1"), CELLS[2]]


def test_a_plain_script_is_one_cell() -> None:
    assert [cell["source"] for cell in cells_of_script("x = 1\n\n# a comment\ny = 2\n")] == ["x = 1\n\n# a comment\ny = 2"]


@pytest.mark.parametrize("name", ["a.py", "a.html", "a.md", "a.ipynb", "a.txt"])
def test_a_notebook_under_another_name_is_a_notebook(name: str) -> None:
    content = json.dumps({"cells": [{"cell_type": "code", "source": "x = 1"}], "nbformat": 4}).encode()
    assert pairs(read_any(b"\xef\xbb\xbf" + content, name)) == [("code", "x = 1")]


@pytest.mark.parametrize(
    ("name", "text"), [("a.md", "only text"), ("a.html", "<p>nothing</p>"), ("a.py", "\n"), ("a.md", "")]
)
def test_what_holds_no_code_is_an_error(name: str, text: str) -> None:
    with pytest.raises(NotebookError, match=r"holds no code|is empty"):
        read_any(text.encode(), name)


@pytest.mark.parametrize(
    ("name", "piece"),
    [("a.py", "# %% nbgrader={\n"), ("a.py", "# In[1]:\n\n# x\n\n"), ("a.py", "# +\n"), ("a.md", "```python\n"),
     ("a.md", "`" * 9), ("a.html", '<div class="input_area">'), ("a.html", "<pre"), ("a.html", "&#"), ("a.html", "<!--")],
)  # fmt: skip
def test_odd_files_take_no_time(name: str, piece: str) -> None:
    began = time.monotonic()
    for number in (20_000, 40_000):
        try:
            read_any((piece * number).encode(), name)
        except NotebookError:
            continue
    assert time.monotonic() - began < 10


def test_a_jupytext_script_is_restored_with_all_its_cells() -> None:
    lines = []
    for cell in released(SOURCE)["cells"]:
        is_code = cell["cell_type"] == "code"
        text = cell["source"].replace("# YOUR CODE HERE\n    raise NotImplementedError()", "return x + x")
        lines += ["# %%" if is_code else "# %% [markdown]"]
        lines += text.split("\n") if is_code else [f"# {line}" for line in text.split("\n")]
    restored = restore(read_any("\n".join(lines).encode(), "tiny.py"), SOURCE)
    assert [run.id for run in restored.cells if run.test] == ["test_double", "test_increment"]
    assert "return x + x" in next(run.source for run in restored.cells if run.id == "double")
    assert any("recognised" in str(note) for note in restored.notes)
