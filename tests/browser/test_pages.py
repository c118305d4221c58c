"""Feedback pages and reports in a browser: no error, no request, no sideways scrolling; both languages, light and dark."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feedback_pages import page as feedback_page
from playwright.sync_api import Browser
from servers import chromium

from autograder.feedback.html import feedback_html
from autograder.judging.detail import Detail
from autograder.languages import LANGUAGES
from autograder.report.html import report_html
from autograder.report.model import report_of
from autograder.report.reading import ClassWork, GradedAnswer, Work
from autograder.report.similarity import Likenesses, Pair

pytestmark = pytest.mark.browser

# The least contrast of texts with what is behind them, as WCAG 2.1 counts it; 4.5 is its level AA.
CONTRAST = """() => {
    const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const rgb = colour => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map(v => v / 255)
        .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
        .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const behind = element => {
        for (let e = element; e; e = e.parentElement) {
            const colour = rgb(getComputedStyle(e).backgroundColor);
            if (colour[3] == 255) return colour;
        }
        return rgb('Canvas');
    };
    let least = [21, ''];
    for (const element of document.body.querySelectorAll('*')) {
        if (![...element.childNodes].some(n => n.nodeType == 3 && n.data.trim()) || !element.checkVisibility()) continue;
        const style = getComputedStyle(element), drawn = element.closest('svg');
        const [a, b] = [light(rgb(drawn ? style.fill : style.color)), light(behind(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < least[0]) least = [ratio, element.outerHTML.slice(0, 100)];
    }
    return least;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as one:
        yield one


def works(count: int) -> ClassWork:
    names = [f"student{number:04}" for number in range(count)]
    made = []
    for number, name in enumerate(names):
        wrong = Detail(behaviour=f"{number % 40:016x}")
        answers = [
            GradedAnswer(f"exercise{n}", "failed" if (number + n) % 3 == 0 else "passed", float((number + n) % 3 != 0), 1.0,
                         causes=[("difference", "value")], detail=wrong, code="def f(x):\n    return x")
            for n in range(12)
        ]  # fmt: skip
        made.append(Work(name, sum(one.score for one in answers), 12.0, answers))
    return ClassWork("tiny", made, 12.0, {f"a{n}": dict.fromkeys(names, 0.5) for n in range(6)})


def report(count: int, language: str) -> str:
    pair = Pair("student0000", "student0001", 0.9, 0.01, ["exercise0"])
    return report_html(report_of(works(count), Likenesses([pair], [0.1, 0.2, 0.3]), language), language)


class Opened:
    """A page that is open, with what it said and asked for."""

    def __init__(self, browser: Browser, path: Path, **options: Any) -> None:
        self.context = browser.new_context(**options)
        self.page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.address = path.as_uri()
        self.page.goto(self.address)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["feedback", "report"])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (400, "dark"), (400, "light"), (1280, "dark")])
def test_pages_fit_can_be_read_and_ask_for_nothing(
    browser: Browser, tmp_path: Path, language: str, kind: str, width: int, scheme: Any
) -> None:
    path = tmp_path / "page.html"
    text = feedback_html(feedback_page("repair", language)) if kind == "feedback" else report(30, language)
    path.write_text(text, "utf-8")
    opened = Opened(browser, path, viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = opened.page
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, where
    assert (opened.said, opened.asked) == ([], [opened.address])
    page.emulate_media(media="print", color_scheme=scheme)
    ratio, where = page.evaluate(CONTRAST)
    assert ratio >= 4.5, f"on paper: {where}"
    opened.context.close()


def test_a_feedback_page_needs_no_script_and_all_of_it_is_reached_by_the_keyboard(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(feedback_html(feedback_page("repair")), "utf-8")
    opened = Opened(browser, path, java_script_enabled=False)
    assert opened.page.locator("mark").is_visible() and opened.page.locator("math").first.is_visible()
    opened.page.keyboard.press("Tab")
    assert opened.page.locator(":focus").get_attribute("href") == "#main"
    for scrolled in opened.page.locator("pre.code, .scroll").all():
        assert (
            scrolled.get_attribute("tabindex") == "0" and scrolled.get_attribute("aria-label")
        ) or scrolled.get_attribute("aria-labelledby")
    opened.context.close()


def test_a_report_is_sorted_and_hides_names(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(report(30, "en"), "utf-8")
    opened = Opened(browser, path)
    table = opened.page.locator("table.sortable").last
    first = table.locator("tbody tr").first.locator("th")
    assert "student0000" in first.inner_text()
    table.get_by_role("button", name="student").click()
    table.get_by_role("button", name="student").click()
    assert "student0029" in first.inner_text()
    assert table.locator("th[aria-sort=descending]").count() == 1
    opened.page.locator("#hide").check()
    assert first.inner_text() == "student 30" and "student00" not in re.sub(r"<.*?>", "", opened.page.inner_text("main"))
    opened.context.close()


def test_a_report_of_two_thousand_students_opens_in_two_seconds(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(report(2_000, "en"), "utf-8")
    assert path.stat().st_size < 5_000_000
    best = sys.float_info.max
    for _ in range(5):  # other tests run beside this one
        opened = Opened(browser, path)
        took = opened.page.evaluate("performance.getEntriesByType('navigation')[0].domComplete")
        best = min(best, took)
        opened.context.close()
        if best < 2_000:
            break
    assert best < 2_000
