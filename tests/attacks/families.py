"""Collect all attacks of all families."""

from __future__ import annotations

from asking import asking
from attack import Attack, Family
from choosing import choosing
from delegating import delegating
from escaping import escaping
from exhausting import exhausting
from forging import forging
from hiding import hiding
from printing import printing
from reading import reading
from talking import talking
from trusting import trusting

FAMILIES: list[Family] = [
    reading,
    forging,
    delegating,
    asking,
    escaping,
    exhausting,
    hiding,
    trusting,
    talking,
    printing,
    choosing,
]
ATTACKS: list[Attack] = [attack for family in FAMILIES for attack in family.attacks]
