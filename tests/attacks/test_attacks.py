"""Every attack gained what it is said to gain where it is said to have worked, and gains nothing here.

docs/security.md holds the table of this; `make attacks` writes it.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest
from attack import Attack
from families import ATTACKS, FAMILIES
from ground import Ground, levels_here

ROOT = Path(__file__).resolve().parents[2]
LEVELS = levels_here()
every_attack = pytest.mark.parametrize("attack", ATTACKS, ids=str)
spec = importlib.util.spec_from_file_location("attacks", ROOT / "tools" / "attacks.py")
assert spec is not None and spec.loader is not None
page = importlib.util.module_from_spec(spec)
spec.loader.exec_module(page)


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    if not LEVELS:
        pytest.skip("There is neither Landlock nor seccomp here.")
    with Ground() as one:
        yield one


def test_there_are_a_hundred_in_six_families() -> None:
    assert len(ATTACKS) >= 100
    assert len({str(attack) for attack in ATTACKS}) == len(ATTACKS)
    assert [family.name for family in FAMILIES] == "reading forging delegating escaping exhausting hiding".split()


@every_attack
def test_it_gains_where_a_layer_is_off(attack: Attack, ground: Ground) -> None:
    assert attack.seen in ground.tried(attack, attack.worked)


@every_attack
@pytest.mark.parametrize("level", ["strict", "container"])
def test_it_gains_nothing(attack: Attack, level: str, ground: Ground) -> None:
    if level not in LEVELS:
        pytest.skip("bubblewrap is not installed, or may not make namespaces here.")
    assert ground.tried(attack, level) == {}


def test_the_page_says_what_was_tried() -> None:
    said = page.kept(page.parts(page.TARGET.read_text("utf-8"))[1])
    held = dict.fromkeys(page.LEVELS, "held")
    assert {name: levels for name, levels in said.items() if name != "attack"} == {str(attack): held for attack in ATTACKS}
