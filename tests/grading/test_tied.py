"""What ties a test cell to the process that runs the learner's code, as its text says."""

from __future__ import annotations

import pytest

from autograder.grading import tied

LEARNERS = {"Stack", "f"}
MODULES = {"np", "plt", "builtins", "sys", "mock", "inspect"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("class Deep(Stack):\n    pass", "it subclasses Stack"),
        ("class Mine(object):\n    pass", ""),
        ("src = inspect.getsource(f)", "it reads the source of f"),
        ("assert 'x' in f.__code__.co_varnames", "it reads f.__code__"),
        ("assert 'f' in globals()", "it lists the notebook's names with globals()"),
        ("assert vars(f()) == {}", ""),
        ("np.mean = None", "it replaces np.mean"),
        ("np.linalg.norm = None", "it replaces np.linalg.norm"),
        ("del np.mean", "it replaces np.mean"),
        ("setattr(np, 'mean', None)", "it replaces something in np"),
        ("builtins.sum = None", "it replaces builtins.sum"),
        ("sys.stdout = None", ""),
        ("plt.rcParams['figure.dpi'] = 50", ""),
        ("state.mean = None", ""),
        ("with mock.patch('builtins.input'): f()", "it patches builtins.input"),
        ("with patch('sys.stdout') as out: f()", ""),
        ("@patch.object(np, 'dot')\ndef test(dot): f()", "it patches np"),
        ("with monkeypatch.context(): f()", "it patches something"),
        ("def sorted(x): return x", "it replaces sorted"),
        ("sum = lambda x: 0", "it replaces sum"),
        ("sum = 0\nfor i in range(3): sum += i", ""),
        ("eval('f(1)')", "it calls eval"),
        ("import doctest", "it uses doctest"),
        ("import pickle\npickle.loads(f())", "it uses pickle"),
        ("await f()", "it awaits at top level"),
        ("x = [i async for i in f()]", "it awaits at top level"),
        ("async def g():\n    return await f()", ""),
        ("get_ipython().run_line_magic('time', 'f()')", "it uses IPython"),
        ("%time f()\nassert f() == 1", ""),
        ("this is no Python", ""),
    ],
)
def test_the_reason_is_a_clause_or_none(text: str, reason: str) -> None:
    found = tied.tied(text, LEARNERS, MODULES)
    assert str(found or "") == reason
    assert found is None or found.in_language("zh").startswith("它")


def test_what_a_locked_cell_does_at_top_level_is_done_in_both_processes() -> None:
    assert tied.tied("np.mean = None", LEARNERS, MODULES, helper=True) is None
    assert tied.tied("sum = lambda x: 0", LEARNERS, MODULES, helper=True) is None
    assert str(tied.tied("def ban():\n    np.mean = None", LEARNERS, MODULES, helper=True)) == "it replaces np.mean"


def test_a_cell_that_calls_check_is_recognised_by_its_text_and_by_what_it_needs() -> None:
    assert tied.is_check(["from autograder import check\ncheck(f=f)"])
    assert tied.is_check(["check(f=f)", "import autograder as a"])
    assert tied.is_check(["check(f=f)"])
    assert not tied.is_check(["assert f(1) == 1", "import math"])
    assert not tied.is_check([])


def test_the_authors_words_are_those_of_plain_assertions() -> None:
    text = "assert f(1), 'not one'\nassert f(2), f'{f(2)}'\nassert f(3)\nif f(4):\n    assert f(5), 'not five'"
    assert tied.assertion_messages(text) == {"not one", "not five"}
