"""Cells may await, without a socket."""

from __future__ import annotations

import pytest

from autograder.sandbox.outside.session import Session


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("await later(3)", "3"),
        ("sum(await asyncio.gather(later(1), later(2)))", "3"),
        ("task = asyncio.create_task(later(5))\nawait later(0)\nawait task", "5"),
        ("await asyncio.to_thread(sum, [1, 2])", "3"),
        ("[x async for x in each(3)]", "[0, 1, 2]"),
    ],
)
def test_a_cell_may_await(session: Session, cell: str, text: str) -> None:
    session.run("import asyncio\nasync def later(x):\n    await asyncio.sleep(0.001)\n    return x")
    session.run("async def each(n):\n    for i in range(n):\n        yield await later(i)")
    (output,) = session.run(cell).outputs
    assert output.data == {"text/plain": text}
