"""The options for several machines: what fits together, and what a message says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from courses import make_course, released, write
from machine import need
from typer.testing import CliRunner

from autograder.cli import commands as cli
from autograder.cli.clusters import chosen
from autograder.errors import AutograderError
from autograder.sandbox.shared.optional import installed


def test_without_options_one_machine_grades() -> None:
    assert chosen("", "", "", "", "") is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("local:2", "tcp://a:1", "", "", ""), "give one of them"),
        (("local:0", "", "", "", ""), "write local:N"),
        (("local:many", "", "", "", ""), "write local:N"),
        (("slurm", "", "", "", ""), "write local:N"),
        (("local:2", "", "ca", "", ""), "give --tls-ca, --tls-cert and --tls-key together"),
        (("", "", "ca", "cert", "key"), "together, with --scheduler or --cluster"),
        (("local:2", "", "no/such/ca", "cert", "key"), "no/such/ca for TLS cannot be read"),
    ],
)
def test_options_that_do_not_fit_are_named(given: tuple[str, str, str, str, str], said: str) -> None:
    with pytest.raises(AutograderError, match=said):
        chosen(*given)


def test_options_name_a_cluster(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("ca", "cert", "key")]
    for file in files:
        Path(file).touch()
    local, other = chosen("local:3", "", "", "", ""), chosen("", "tls://head:8786", *files)
    assert local is not None and local.keywords == {"workers": 3, "tls": None}  # type: ignore[attr-defined]
    assert other is not None and other.keywords["scheduler"] == "tls://head:8786"  # type: ignore[attr-defined]
    tls = other.keywords["tls"]  # type: ignore[attr-defined]
    assert [tls.ca, tls.cert, tls.key] == files


def test_a_class_is_graded_on_a_cluster(tmp_path: Path) -> None:
    need(installed("distributed"), "Dask is not installed.", "dask")
    course = make_course(tmp_path)
    for student in ("ann", "bob"):
        write(course.submitted("tiny", student) / "tiny.ipynb", released(course.sources("tiny")["tiny"]))
    arguments = ["grade", "tiny", "--cluster", "local:1", "--allow-weak-sandbox", "--course", str(course.root)]
    done = CliRunner().invoke(cli.app, arguments)
    assert done.exit_code == 0, done.output
    assert "2 graded" in done.output
    again = CliRunner().invoke(cli.app, arguments)
    assert again.exit_code == 0 and "2 submissions are unchanged" in again.output
