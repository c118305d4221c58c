"""What the name of a downloaded file says."""

from __future__ import annotations

import pytest

from autograder.submitted.names import MAX_NAME, FileName, decoded, parse_name, readings, runs_of, squeezed, words_in


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("2023001_张三.zip", FileName("2023001_张三.zip", "2023001_张三.zip")),
        ("Jane Doe_1234567_assignsubmission_file_hw 1.ipynb", FileName("Jane Doe", "hw 1.ipynb")),
        ("Jane Doe_1234567_assignsubmission_file_", FileName("Jane Doe", "Jane Doe_1234567_assignsubmission_file_")),
        ("Jane Doe_1234567_assignsubmission_file", FileName("Jane Doe", "Jane Doe_1234567_assignsubmission_file")),
        ("doejane_123_456_hw.ipynb", FileName("doejane", "hw.ipynb", user="123")),
        ("doejane_LATE_123_456_hw-2.ipynb", FileName("doejane", "hw.ipynb", user="123", attempt=2)),
        ("hw_ada_attempt_2026-11-01-09-30-00_hw.ipynb", FileName("hw_ada_ _hw.ipynb", "", attempt=20261101093000)),
        ("2023001_张三_第2次提交", FileName("2023001_张三_ ", "", attempt=2)),
        ("2023001 张三(3).ipynb", FileName("2023001 张三 .ipynb", "", attempt=3)),
        ("2023001 张三（10）", FileName("2023001 张三 ", "", attempt=10)),
    ],
)
def test_a_name_is_taken_apart(name: str, found: FileName) -> None:
    parsed = parse_name(name)
    assert (parsed.who, parsed.user, parsed.attempt) == (found.who, found.user, found.attempt)
    assert parsed.file == (found.file or name)


def test_words_end_at_punctuation_and_between_chinese_and_digits() -> None:
    assert words_in("2023001张三_作业-3.ipynb") == ["2023001", "张三", "作业", "3", "ipynb"]
    assert words_in("Ｄｏｅ，Jane") == ["doe", "jane"]
    assert squeezed("Li-Wei Zhang") == squeezed("liwei.zhang")


def test_runs_join_neighbouring_words() -> None:
    assert {"vanderwaals", "johannes", "waalsjohannes"} <= set(runs_of("van der Waals, Johannes"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_names_in_utf_8_and_gbk_are_read(encoding: str) -> None:
    assert decoded("2023001_张三丰.zip".encode(encoding)) == "2023001_张三丰.zip"


def test_what_an_unpacking_program_took_for_code_page_437_is_read_as_chinese_too() -> None:
    broken = "张三".encode("gb18030").decode("cp437")
    assert readings(broken) == [broken, "张三"]
    assert readings("张三") == ["张三"]
    assert readings("Müller")[0] == "Müller"


def test_an_endless_name_costs_no_time() -> None:
    assert len("".join(words_in("a_" * 10**6))) <= MAX_NAME
    assert parse_name("(" * 10**6 + "1" * 10**6).attempt == 0
