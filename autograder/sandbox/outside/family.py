"""Bound what the sandboxes of one submission use together: how many are alive, and how much they may send."""

from __future__ import annotations

from typing import Protocol

MOST_ALIVE = 2  # sandboxes of a submission at the same time: the one of its cells, and a spare
RECEIVED = 16  # times the largest value: what they may send in all
KEPT = 2  # times the largest value: what the answers to one request may hold together


class Sleeper(Protocol):
    """A conversation that can end its fork, and starts another when it is asked again."""

    @property
    def alive(self) -> bool: ...

    def close(self) -> None: ...


class Family:
    """The sandboxes of one submission: the first that starts, and its spares.

    room: bytes that they may still send.
    room_of_a_request: bytes that the arrays of all answers to one request may have.
    """

    def __init__(self, value_mb: int) -> None:
        self.room = RECEIVED * value_mb << 20
        self.room_of_a_request = KEPT * value_mb << 20
        self._members: list[Sleeper] = []  # the first one, then the spares by when they were last asked

    def ask(self, member: Sleeper) -> None:
        """Note that a member is asked now, and make room for its fork: end the spare that was asked longest ago."""
        if self._members and member is not self._members[0]:
            self._members = [other for other in self._members if other is not member] + [member]
        elif not self._members:
            self._members = [member]
        if not member.alive:
            others = [other for other in self._members[1:] if other is not member and other.alive]
            spares = MOST_ALIVE - (2 if self._members[0].alive and self._members[0] is not member else 1)
            for other in others[: max(0, len(others) - spares)]:
                other.close()

    def forget(self, member: Sleeper) -> None:
        """Forget a spare that is no longer needed."""
        self._members = self._members[:1] + [other for other in self._members[1:] if other is not member]
