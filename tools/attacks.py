"""Write the table of attacks in `docs/security.md`: try every attack of `tests/attacks` at each sandbox level.

`make attacks` runs this script. The tests try the same attacks, and fail if the table lacks one. If this machine does not
have a level, the column of that level keeps its text.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "attacks")]

from attack import SIGNS, Attack  # noqa: E402
from families import ATTACKS, FAMILIES  # noqa: E402
from ground import Ground, levels_here  # noqa: E402

TARGET = ROOT / "docs" / "security.md"
LEVELS = ("strict", "container")
BEGIN, END = "<!-- attacks: made by `make attacks` -->", "<!-- end of attacks -->"
HEAD = "| attack | what it would gain | shown to gain it | strict | container |\n|---|---|---|---|---|\n"


def parts(page: str) -> tuple[str, str, str]:
    """Return the text before, between and after the two marks."""
    before, _, rest = page.partition(BEGIN)
    inside, _, after = rest.partition(END)
    return before, inside, after


def kept(text: str) -> dict[str, dict[str, str]]:
    """Return attack -> level -> outcome, as read from the table that the page has now."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.count(" | ") == 4]
    return {f"{row[0]}": dict(zip(LEVELS, row[3:], strict=True)) for row in rows}


def outcome(ground: Ground, attack: Attack, level: str) -> str:
    """Try an attack at a level. Return what it gained, or "held"."""
    gained = ground.tried(attack, level)
    return "; ".join(SIGNS[sign] for sign in gained) or "held"


def row(attack: Attack, outcomes: dict[str, str]) -> str:
    """Return the table's line for one attack. outcomes: level -> outcome."""
    shown = "in one process" if attack.worked == "in-process" else f"without {attack.worked}"
    return f"| {attack} | {attack.gain} | {shown} | {' | '.join(outcomes[level] for level in LEVELS)} |\n"


def table(before: dict[str, dict[str, str]]) -> str:
    """Try all attacks and return the text between the marks. before: what the page says now, as `kept` returns it."""
    here = levels_here()
    lines = []
    with Ground() as ground:
        for attack in ATTACKS:
            old = before.get(str(attack), {})
            new = {level: outcome(ground, attack, level) for level in here}
            lines.append(row(attack, {level: new.get(level) or old.get(level, "not tried") for level in LEVELS}))
    listed = [f"- {family.name}: {name} ({why}).\n" for family in FAMILIES for name, why in family.listed.items()]
    counts = ", ".join(f"{len(family.attacks)} {family.name}" for family in FAMILIES)
    return (
        f"\n{len(ATTACKS)} attacks: {counts}.\n\n{HEAD}{''.join(lines)}"
        f"\nThese never worked anywhere, and are not counted:\n\n{''.join(listed)}"
    )


if __name__ == "__main__":
    page = TARGET.read_text("utf-8")
    if BEGIN not in page:
        raise SystemExit(f"{TARGET} has no line {BEGIN!r}; add it, and {END!r} below it.")
    before, inside, after = parts(page)
    TARGET.write_text(before + BEGIN + table(kept(inside)) + END + after, "utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
