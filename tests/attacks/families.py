"""All attacks."""

from __future__ import annotations

from attack import Attack, Family
from reading import reading

FAMILIES: list[Family] = [reading]
ATTACKS: list[Attack] = [attack for family in FAMILIES for attack in family.attacks]
