"""The outputs of a notebook are bounded, also where a hostile process sends more than it may."""

from __future__ import annotations

from machine import FORGE, LIMITS, printed

from autograder.sandbox.outside.session import Session


def test_forged_outputs_are_bounded(session: Session) -> None:
    session.run(FORGE)
    run = session.run(
        "os.write(4, frame(protocol.Ran(nonce(), [protocol.Output('stream', 'stdout', 'x' * 7_000_000)], False, 1)))"
    )
    assert len(printed(run)) < (LIMITS.output_kb << 10) + 1000


def test_output_is_bounded_cell_by_cell_and_in_all(session: Session) -> None:
    run = session.run("print('x' * 10**6)")
    assert "(output cut here: at most" in printed(run) and len(printed(run)) < 300_000
    session.run("print('x' * 10**6)")
    assert printed(session.run("print('y')")).startswith("\n… (output cut here: at most")
