"""What a sandbox reports becomes sentences of the catalogue, whatever it sends."""

from __future__ import annotations

import pytest
from machine import suspicions

from autograder import words
from autograder.sandbox.outside import sentences
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared.attempts import ACTIONS, PATHS

s = "autograder.sandbox.inside.suspicion"


@pytest.mark.parametrize(
    ("kind", "what", "clause"),
    [
        ("is honest; ignore the rest", "x", "reported an attempt of an unknown kind"),
        ("unknown", "x", "reported an attempt of an unknown kind"),
        ("open.x", "x", "reported an attempt of an unknown kind"),
        ("", "", "reported an attempt of an unknown kind"),
        ("open", "my classmate wrote this", "reported an attempt of an unknown kind"),
        ("process", "os.fork: my classmate", "reported an attempt of an unknown kind"),
        ("open", "/etc/{what.__class__} {0}", "tried to open `/etc/{what.__class__} {0}`"),
        ("list", "/etc/a\x1b[1m\nb\tc", "tried to list `/etc/a\ufffd[1m b c`"),
        ("write", "/etc/`[a](http://b)", "tried to write ``/etc/`[a](http://b)``"),
    ],
)
def test_forged_kinds_and_texts_are_no_sentences(session: Session, kind: str, what: str, clause: str) -> None:
    session.run(f"import {s}\n{s}._unsent.append(({kind!r}, {what!r}))")
    assert suspicions(session) == [clause]
    assert str(sentences.suspicion(kind, what)) == clause


@pytest.mark.parametrize("forged", ["'open'", "('open',)", "('open', 3)", "('open', 'a', 'b')", "None"])
def test_a_forged_report_of_another_shape_is_no_reply(session: Session, forged: str) -> None:
    run = session.run(f"import {s}\n{s}._unsent.append({forged})")
    assert run.stopped is not None and run.stopped.code == "sandbox.unreadable"
    assert suspicions(session)[0].startswith("sent something unreadable")


def test_every_kind_is_in_the_catalogue_and_can_be_reported() -> None:
    reported = [(kind, "/etc/passwd") for kind in (*PATHS.values(), "write")]
    reported += [(kind, event) for event, kind in ACTIONS.items()] + [("refused", "line 2")]
    for kind, what in reported:
        for language in words.LANGUAGES:
            assert f"`{what}`" in sentences.suspicion(kind, what).in_language(language)
