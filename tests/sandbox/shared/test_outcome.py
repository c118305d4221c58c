"""What comes back of a call is data that survives the way between processes."""

from __future__ import annotations

import pickle
from concurrent.futures import ProcessPoolExecutor

import pytest

from autograder.sandbox.outside.sentences import why_stopped
from autograder.sandbox.shared.outcome import Remote, SandboxStopped, plain_text, remote_type_name
from autograder.words import sentence


def stop(seconds: float) -> None:
    raise SandboxStopped("timeout", "sandbox.stopped_after", seconds=seconds)


def test_why_a_process_was_stopped_survives_a_process_boundary() -> None:
    with ProcessPoolExecutor(1) as pool, pytest.raises(SandboxStopped) as caught:
        pool.submit(stop, 2.5).result(60)
    assert (caught.value.status, caught.value.code, caught.value.values) == (
        "timeout",
        "sandbox.stopped_after",
        {"seconds": 2.5},
    )
    assert not caught.value.hostile


def test_a_stopped_process_pickles_with_all_that_is_known_of_it() -> None:
    why = sentence("sandbox.wire.not_a_number")
    stopped = SandboxStopped("crashed", "sandbox.unreadable", hostile=True, why=why)
    again = pickle.loads(pickle.dumps(stopped))
    assert type(again) is SandboxStopped and vars(again) == vars(stopped)
    assert str(why_stopped(again)) == "sent something unreadable (not a number)"
    assert why_stopped(again).in_language("zh") == "发回了无法读取的内容（不是数）"


def test_a_subclass_pickles_as_the_class_that_everybody_has() -> None:
    class Stopped(SandboxStopped):
        def __init__(self) -> None:
            super().__init__("timeout", "sandbox.stopped_after", seconds=1)

    assert type(pickle.loads(pickle.dumps(Stopped()))) is SandboxStopped


def test_its_text_names_code_and_values() -> None:
    assert str(SandboxStopped("crashed", "sandbox.exited", exit_code=7)) == "sandbox.exited (exit_code=7)"
    assert str(SandboxStopped("crashed", "sandbox.broke_off")) == "sandbox.broke_off"


def test_a_class_that_derives_from_the_base_of_proxies_and_names_no_type() -> None:
    class Odd(Remote):
        pass

    assert remote_type_name(Odd()) == ""
    odd = Odd()
    odd.type_name = 3  # type: ignore[assignment]
    assert remote_type_name(odd) == ""
    assert remote_type_name(3) is None and remote_type_name(Remote) is None


def test_a_text_that_crosses_between_processes_has_no_lone_surrogates() -> None:
    assert plain_text("\ud800a") == "?a"
