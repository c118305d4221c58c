"""Texts of learners become harmless, whatever they hold, and honest ones stay readable."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder import plain

ODD = st.text(st.characters() | st.sampled_from("`\n\r\t \x1b\x9b\u202e\u200b[](<>&_*$"), max_size=60)
HTML = re.compile(r"<p>(.*)</p>\s*", re.DOTALL)


@given(ODD)
def test_a_clean_text_holds_nothing_that_acts(text: str) -> None:
    made = plain.clean(text)
    assert all(letter.isprintable() or letter in "\n\t" for letter in made)
    made.encode()
    assert plain.clean(made) == made


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("plain, 标题, naïve, Привет, 😀", "plain, 标题, naïve, Привет, 😀"),
        ("a\u3000b\u00a0c", "a b c"),
        ("a\r\nb\tc", "a\nb\tc"),
        ("\x1b[2J\x9b\x07\x7f", "\ufffd[2J\ufffd\ufffd\ufffd"),
        ("\u202eabc\u2066", "\ufffdabc\ufffd"),
        ("a\u200b\u2060\ufeffb", "a\ufffd\ufffd\ufffdb"),
        ("\ud800", "\ufffd"),
        ("a\rb\bc", "a\ufffdb\ufffdc"),
        ("a\u2028b\x85c\x1cd", "a\ufffdb\ufffdc\ufffdd"),
    ],
)
def test_what_becomes_of_odd_characters(text: str, made: str) -> None:
    assert plain.clean(text) == made


def test_a_text_is_cut() -> None:
    assert plain.shown("abc", 2) == "ab"
    assert plain.shown("a\x1b[2J\n\tb" + "c" * 99, 9) == "a\ufffd[2J\n\tbc"
    assert plain.one_line(" a \n\t b ", 10) == "a b"
    assert plain.one_line("abcdef", 4) == "abc…"
    assert plain.one_line(" " * 100 + "b", 4) == "…"
    assert len(plain.one_line("x" * 10**6)) == plain.LONGEST


# ---------------------------------------------------------------- Markdown


@given(ODD)
@example("`")
@example("a`` ``` b`")
@example("`\n\n[a](http://b)")
@example("")
@example("\\`[a](http://b)")
def test_no_text_leaves_its_code_span(text: str) -> None:
    page = markdown2html_mistune(f"before {plain.code_span(text)} after")
    found = HTML.fullmatch(page)
    assert found, page
    assert re.fullmatch(r"before <code>[^<]*</code> after", found[1]), page


@given(ODD)
@example("``` \n````\n[a](http://b)")
def test_no_text_leaves_its_code_block(text: str) -> None:
    page = markdown2html_mistune(f"before {plain.code_block(text)} after")
    assert re.fullmatch(r"<p>before\s*</p>\s*<pre><code>[^<]*</code></pre>\s*<p>after</p>\s*", page), page


@pytest.mark.parametrize(
    ("text", "span"), [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("a ``` b", "````a ``` b````")]
)
def test_the_shortest_span_is_written(text: str, span: str) -> None:
    assert plain.code_span(text) == span


# ---------------------------------------------------------------- tables and JSON


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        '=HYPERLINK("http://a","b")',
    ],
)
def test_no_cell_begins_a_formula(text: str) -> None:
    assert plain.csv_cell(text)[0] == "'"


@pytest.mark.parametrize(
    ("value", "made"),
    [(-1.5, "-1.5"), (3, "3"), (None, ""), ("ada", "ada"), ("", ""), ("a\nb\x1b", "a b\ufffd"), (True, "True")],
)
def test_other_cells_stay(value: object, made: str) -> None:
    assert plain.csv_cell(value) == made


def test_a_table_is_read_back() -> None:
    file = io.StringIO()
    plain.write_csv(file, [["a,b", '"'], ["=1", 2]])
    assert list(csv.reader(io.StringIO(file.getvalue()))) == [["a,b", '"'], ["'=1", "2"]]


@given(st.dictionaries(ODD, ODD | st.integers() | st.lists(ODD)))
@example({"a": "\ud83d\ude00 \U000e0041 \ud800"})
def test_json_means_the_same_and_can_be_printed(value: dict[str, object]) -> None:
    for indent in (None, 2):
        text = plain.json_text(value, indent)
        assert json.loads(text) == json.loads(json.dumps(value))
        assert all(letter.isprintable() or letter == "\n" for letter in text)


# ---------------------------------------------------------------- pages


def test_pages_keep_what_scripts_and_colours_need() -> None:
    honest = "a\tb\nc\r\x1b[31m می\u200cخواهم 👩\u200d🔬 שלום\u200f"
    assert plain.for_page(honest) == honest
    assert plain.for_page("\x00\x07\x9b\u202e\u2066\u200b\ufeff\ud800\U000e0041") == "\ufffd" * 9
