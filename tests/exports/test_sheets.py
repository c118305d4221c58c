"""CSV files: what a spreadsheet makes of them."""

from __future__ import annotations

import csv
import io
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.exports.sheets import as_csv, identity, is_marked, number, text

FORMULA = tuple("=+-@|\t\r\n＝＋－＠")


@pytest.mark.parametrize(
    "value",
    [
        "007",
        "123456789012",
        "20230012345678",
        "1E5",
        "12e3",
        "3-4",
        "2023/1",
        "1.10",
        "MAR1",
        "1-Mar",
        "true",
        "FALSE",
        "12:30",
        "1,000",
        "5%",
    ],
)
def test_an_id_that_a_spreadsheet_would_change_begins_with_a_tab(value: str) -> None:
    assert identity(value) == f"\t{value}"
    assert is_marked(value)


@pytest.mark.parametrize("value", ["20230001", "ada", "s1", "li-wei", "ada@x.org", "7", "张三", "2023001a"])
def test_other_ids_stay_as_they_are(value: str) -> None:
    assert identity(value) == value
    assert not is_marked(value)


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "|calc", "＝1", '=HYPERLINK("http://x")', "\t=1", "\n=1"])
def test_no_cell_is_a_formula(value: str) -> None:
    assert not text(value).startswith(FORMULA)
    assert not identity(value).startswith(tuple(set(FORMULA) - {"\t"}))


@given(st.text())
def test_a_text_is_one_line_and_no_formula(value: str) -> None:
    found = text(value)
    assert not found.startswith(FORMULA)
    assert found.isprintable()


@pytest.mark.parametrize(
    ("value", "shown"),
    [(0.0, "0"), (-0.0, "0"), (2.5, "2.5"), (1 / 3, "0.3333"), (1e-9, "0"), (100.0, "100"), (1e6, "1000000"), (None, "")],
)
def test_numbers_have_no_exponent(value: float | None, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_what_is_no_number_is_an_error(value: float) -> None:
    with pytest.raises(ValueError):
        number(value)


def test_a_chinese_excel_reads_the_file() -> None:
    """It takes a file without a byte-order mark for GBK. It reads commas, doubled quotation marks and CRLF."""
    content = as_csv([["Student", "姓名"], ["ada", 'says "hi", 张三'], ["bob", "a;b"]])
    assert content.startswith(b"\xef\xbb\xbfStudent,")
    assert b"\r\n" in content and not re.search(rb"[^\r]\n", content)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), dialect="excel"))
    assert rows == [["Student", "姓名"], ["ada", 'says "hi", 张三'], ["bob", "a;b"]]
