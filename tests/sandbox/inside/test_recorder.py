"""What a cell writes is recorded up to a limit."""

from __future__ import annotations

from machine import error, printed

from autograder.sandbox.inside.recorder import Recorder, text_bundle
from autograder.sandbox.outside.session import Session
from autograder.sandbox.shared.limits import OUTPUT_COST
from autograder.sandbox.shared.protocol import Output


def test_cleared_outputs_are_gone_and_take_no_room(session: Session) -> None:
    run = session.run(
        "from IPython.display import clear_output\nfor i in range(20):\n"
        "    clear_output(wait=True)\n    print(str(i) * 50_000)"
    )
    assert set(printed(run).strip()) == set("19") and len(printed(run)) > 50_000


def test_many_small_outputs_fit_in_a_frame(session: Session) -> None:
    run = session.run("from IPython.display import display\nfor i in range(3000): display(i)")
    assert run.stopped is None and 1000 < len(run.outputs) <= 2600


def test_odd_text_does_not_end_the_process(session: Session) -> None:
    run = session.run("from IPython.display import display\nprint('\\ud800')\ndisplay({'text/plain': '\\ud800'}, raw=True)")
    assert run.stopped is None and printed(run) == "?\n"
    run = session.run("raise ValueError('\\ud800' + 'x' * 10**7)")
    assert run.stopped is None and error(run).startswith("ValueError: ?xxx")


def test_streams_and_outputs_are_recorded_in_order() -> None:
    recorder = Recorder(10_000)
    recorder.write("stdout", "a")
    recorder.write("stdout", "b")
    recorder.add(Output("display_data", data={"text/plain": "x"}))
    recorder.write("stderr", "c")
    assert [(o.kind, o.name, o.text) for o in recorder.finish()] == [
        ("stream", "stdout", "ab"),
        ("display_data", "", ""),
        ("stream", "stderr", "c"),
    ]
    assert recorder.text("stdout") == "ab" and recorder.text("stderr") == "c"


def test_what_does_not_fit_is_left_out() -> None:
    recorder = Recorder(OUTPUT_COST + 10)
    recorder.add(Output("display_data", data={"text/plain": "x" * 11}))
    assert [output.kind for output in recorder.finish()] == ["stream"]  # a note
    recorder.clear()
    recorder.add(Output("display_data", data={"text/plain": "x" * 10}))
    recorder.write("stdout", "nothing fits any more")
    assert [output.kind for output in recorder.finish()] == ["display_data"]


def test_a_bundle_is_text() -> None:
    bundle = text_bundle({"image/png": b"\x89", "application/json": {"a": [1]}, "text/plain": "\ud800"})
    assert bundle == {"image/png": "iQ==", "application/json": '{"a": [1]}', "text/plain": "?"}
