"""Test that every attack succeeds where the defence against it is missing, and gains nothing where it is in place.

The table in docs/security.md shows the same; `make attacks` writes it. `make test` tries each attack at the level that this
machine grades at; `make nightly-attacks` tries it without the defence and at every level. That must run alone: without a
layer, an attack uses up memory and processes that other tests need.
"""

from __future__ import annotations

import importlib
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from attack import Attack
from families import ATTACKS, FAMILIES
from ground import Ground, levels_here

pytestmark = pytest.mark.usefixtures("own_warm_processes")  # what an attack leaves behind ends with its process
ROOT = Path(__file__).resolve().parents[2]
LEVELS = levels_here()
OWN = LEVELS[0] if LEVELS else "strict"
every_attack = pytest.mark.parametrize("attack", ATTACKS, ids=str)
spec = importlib.util.spec_from_file_location("attacks", ROOT / "tools" / "attacks.py")
assert spec is not None and spec.loader is not None
page = importlib.util.module_from_spec(spec)
spec.loader.exec_module(page)


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    if not LEVELS:
        pytest.skip("This machine has neither Landlock nor seccomp.")
    with Ground() as one:
        yield one


def test_there_are_two_hundred_in_eleven_families() -> None:
    assert len(ATTACKS) >= 200
    assert len({str(attack) for attack in ATTACKS}) == len(ATTACKS)
    names = "reading forging delegating asking escaping exhausting hiding trusting talking printing choosing".split()
    assert [family.name for family in FAMILIES] == names


@every_attack
def test_the_grader_modules_it_imports_exist(attack: Attack) -> None:
    """An attack that fails with an ImportError would prove nothing."""
    for code in attack.written().values():
        for module, names in re.findall(r"^\s*from (autograder[\w.]*) import (.+)$", code, re.MULTILINE):
            for name in re.split(r",\s*", names):
                found = importlib.import_module(module)
                assert hasattr(found, name) or importlib.util.find_spec(f"{module}.{name}"), f"{module} has no {name}"


@pytest.mark.nightly
@every_attack
def test_it_succeeds_without_the_defence(attack: Attack, ground: Ground) -> None:
    assert attack.seen in ground.tried(attack, attack.worked)


@every_attack
@pytest.mark.parametrize(
    "level", [pytest.param(level, marks=[] if level == OWN else pytest.mark.nightly) for level in ("strict", "container")]
)
def test_it_gains_nothing(attack: Attack, level: str, ground: Ground) -> None:
    if level not in LEVELS:
        pytest.skip("bubblewrap is not installed, or this machine does not let it create namespaces.")
    assert ground.tried(attack, level) == {}


def test_the_table_in_docs_lists_every_attack_as_held() -> None:
    outcomes = page.kept(page.parts(page.TARGET.read_text("utf-8"))[1])
    held = dict.fromkeys(page.LEVELS, "held")
    assert {name: levels for name, levels in outcomes.items() if name != "attack"} == {
        str(attack): held for attack in ATTACKS
    }
