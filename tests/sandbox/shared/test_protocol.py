"""The one decoder that reads what a hostile process wrote."""

from __future__ import annotations

import time

import pytest

from autograder.sandbox.shared import protocol, wire


@pytest.mark.parametrize(
    "header",
    [
        b"", b"\x91" * wire.MAX_HEADER, b"\xdd\xff\xff\xff\xff", b"\xc1", b"\x95\xa8returned", b"\xdf\xff\xff\xff\xff",
        b"\x97\xa8returned\xa0" + b"\x93\xa1l\xa4list\x91" * 100_000,
    ],
    ids=lambda header: str(header[:12]),
)  # fmt: skip
def test_malformed_headers_are_wire_errors_at_once(header: bytes) -> None:
    began = time.perf_counter()
    with pytest.raises(protocol.WireError):
        protocol.decode_reply(header)
    assert time.perf_counter() - began < 2


def test_a_reply_comes_back_with_what_was_seen() -> None:
    reply = protocol.Ran("nonce", [], False, 1, seen=[("open", "/etc/passwd")])
    assert protocol.decode_reply(protocol.encoder.encode(reply)) == reply


def test_a_request_names_the_language_of_the_notebook() -> None:
    run = protocol.Run("nonce", "1", None, True)
    assert run.language == "en"
    run.language = "zh"
    again = protocol.decode_request(protocol.encoder.encode(run))
    assert isinstance(again, protocol.Run) and again.language == "zh"


def test_an_error_does_not_quote_what_was_no_reply() -> None:
    header = protocol.encoder.encode(["\x1b[2J" * 999, "nonce"])
    with pytest.raises(protocol.WireError) as caught:
        protocol.decode_reply(header)
    assert caught.value.code == "sandbox.wire.not_a_reply"
    assert caught.value.values == {}
