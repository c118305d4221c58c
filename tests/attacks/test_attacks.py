"""Every attack gained what it is said to gain where it is said to have worked, and gains nothing here.

docs/security.md holds the table of this; `make docs` writes it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from attack import Attack
from families import ATTACKS, FAMILIES
from ground import Ground, ground

from autograder.sandbox import confinement, host
from autograder.sandbox.syscalls import compile_filter

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="Only Linux has Landlock and seccomp."),
    pytest.mark.skipif(not confinement.landlock_abi(), reason="This kernel has no Landlock."),
    pytest.mark.skipif(not compile_filter(), reason="libseccomp is not installed."),
]
every_attack = pytest.mark.parametrize("attack", ATTACKS, ids=str)


@pytest.fixture(scope="module")
def field() -> Iterator[Ground]:
    with ground() as one:
        yield one


def test_there_are_a_hundred_in_six_families() -> None:
    assert len(ATTACKS) >= 100
    assert len({str(attack) for attack in ATTACKS}) == len(ATTACKS)
    assert [family.name for family in FAMILIES] == "reading forging delegating escaping exhausting hiding".split()


@every_attack
def test_it_gains_where_the_layer_is_off(attack: Attack, field: Ground) -> None:
    assert attack.seen in field.tried(attack, attack.worked)


@every_attack
def test_it_gains_nothing_in_a_container(attack: Attack, field: Ground) -> None:
    assert field.tried(attack, "container") == {}


@every_attack
def test_it_gains_nothing_at_strict(attack: Attack, field: Ground) -> None:
    if not host.bubblewrap_works():
        pytest.skip("bubblewrap may not make namespaces here.")
    assert field.tried(attack, "strict") == {}
