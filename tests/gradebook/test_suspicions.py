"""The table of suspicions in a gradebook."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, inspect
from sqlalchemy.orm import Session

from autograder.gradebook.suspicions import read_suspicions, write_suspicions
from autograder.words import sentence


@pytest.fixture
def session() -> Iterator[Session]:
    with Session(create_engine("sqlite://")) as session:
        yield session


def test_a_gradebook_without_suspicions_has_no_table(session: Session) -> None:
    assert read_suspicions(session, "one") == []
    write_suspicions(session, "one", [])
    assert inspect(session.connection()).get_table_names() == []


def test_what_was_seen_last_is_read_by_notebook_in_any_language(session: Session) -> None:
    seen = [sentence("sandbox.suspicion.open", what="/etc/passwd"), sentence("sandbox.suspicion.unknown")]
    write_suspicions(session, "one", seen[1:])
    write_suspicions(session, "one", seen)
    write_suspicions(session, "two", seen[:1])
    assert [str(each) for each in read_suspicions(session, "one")] == [str(each) for each in seen]
    found = read_suspicions(session, "two")
    assert not isinstance(found[0], str)
    assert found[0].in_language("zh") == seen[0].in_language("zh")


def test_nothing_seen_takes_the_row_away(session: Session) -> None:
    write_suspicions(session, "one", [sentence("sandbox.suspicion.unknown")])
    write_suspicions(session, "one", [])
    assert read_suspicions(session, "one") == []
