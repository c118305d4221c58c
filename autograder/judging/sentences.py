"""What a learner reads, in English and in Chinese. A failure is data; here, and only here, it becomes words.

Texts are Markdown. Nothing of a hidden test is told but the one failing example.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from autograder.exercise.comparison import Difference
from autograder.exercise.exercise import Mistake
from autograder.exercise.question import Finding, Question
from autograder.languages import LANGUAGES
from autograder.sandbox.shared.outcome import LearnerError

_WORDS: Mapping[str, Mapping[str, str]] = {
    "missing": {
        "en": "`{name}` is not defined in your notebook.",
        "zh": "你的笔记本里没有定义 `{name}`。",
    },
    "undefined": {
        "en": "`{name}` is not defined: its cell ended with `{error}`.",
        "zh": "`{name}` 没有定义：它的单元格没有运行完，因为 `{error}`。",
    },
    "unwritten": {
        "en": "`{name}` is not written yet.",
        "zh": "`{name}` 还没有写。",
    },
    "unanswered": {
        "en": "`{name}` is not answered yet.",
        "zh": "`{name}` 还没有回答。",
    },
    "not a letter": {
        "en": "`{name}` should be one letter of {choices}, in quotation marks: `{name} = {example}`.",
        "zh": "`{name}` 应该是 {choices} 中的一个字母，写在引号里：`{name} = {example}`。",
    },
    "not letters": {
        "en": "`{name}` should be letters of {choices}, in quotation marks, all that are right: `{name} = {example}`.",
        "zh": "`{name}` 应该是 {choices} 中所有正确选项的字母，写在引号里：`{name} = {example}`。",
    },
    "not a shape": {
        "en": "`{name}` should be a shape, a tuple of whole numbers: `{name} = (5, 7)`.",
        "zh": "`{name}` 应该是一个形状，也就是由整数组成的元组：`{name} = (5, 7)`。",
    },
    "wrong answer": {
        "en": "`{name}` is not right yet.",
        "zh": "`{name}` 还不对。",
    },
    "no function": {
        "en": "`{name}` should be a function, but it is {got}.",
        "zh": "`{name}` 应该是一个函数，现在却是{got}。",
    },
    "error": {
        "en": "`{name}` raised {error}.",
        "zh": "运行 `{name}` 时出现了 {error}。",
    },
    "error at": {
        "en": "`{name}` raised {error}, in the line `{line}`.",
        "zh": "运行 `{name}` 时，`{line}` 这一行出现了 {error}。",
    },
    "not raised": {
        "en": "`{name}` accepts these inputs, but `{expected}` does not fit: it should raise an error that names it.",
        "zh": "`{name}` 接受了这些输入，但 `{expected}` 不合适：应该抛出一个指明它的错误。",
    },
    "wrong error": {
        "en": "`{name}` raised {error}, where it should raise {expected}.",
        "zh": "`{name}` 抛出了 {error}，应该抛出的是 {expected}。",
    },
    "unnamed": {
        "en": "`{name}` is right to raise {error}; but the message should name what is wrong, `{expected}`, first.",
        "zh": "`{name}` 抛出 {error} 是对的，但错误信息应该先指明哪里不对，也就是 `{expected}`。",
    },
    "not finite": {
        "en": "Before the first step, {place} is not finite: it holds NaN or infinity.",
        "zh": "第一步之前，{place} 里就有 NaN 或无穷大。",
    },
    "too large": {
        "en": "Before the first step, the numbers in {place} are too large to learn from: scale the random start down.",
        "zh": "第一步之前，{place} 里的数就太大了，很难学习：请把随机初始值缩小。",
    },
    "equal units": {
        "en": "Before the first step, two units have the same weights in {place}; they would stay equal for ever. "
        "Draw them at random.",
        "zh": "第一步之前，{place} 里有两个单元的权重完全相同，它们会一直相同下去。请随机初始化。",
    },
    "at rest": {
        "en": "Before the first step, the network is where training hardly moves it: most of its parameters stay as they "
        "are. Draw the weights at random, small but not tiny: `0.01 * np.random.randn(…)`, say.",
        "zh": "第一步之前，网络处在训练几乎推不动的地方：大部分参数都保持不变。请随机抽取权重，要小，但不要太小，"
        "例如 `0.01 * np.random.randn(…)`。",
    },
    "unrepeatable": {
        "en": "`{name}` begins with other numbers each time, even in a new process. Draw them with `np.random`, and leave "
        "the clock and the operating system out of it.",
        "zh": "`{name}` 每次的初始值都不同，连新的进程里也是。请用 `np.random` 抽取，不要用时钟或操作系统的随机数。",
    },
    "rising": {
        "en": "After training with `{name}` the cost is {expected}; before it was {got}. It should fall.",
        "zh": "用 `{name}` 训练之后，成本是 {expected}；训练之前是 {got}。成本应该下降。",
    },
    "changed": {
        "en": "`{name}` changes its argument `{path}` in place. Compute a new array instead: "
        "`{path} = {path} - …`, not `{path} -= …`.",
        "zh": "`{name}` 直接修改了传入的参数 `{path}`。请计算一个新的数组：写 `{path} = {path} - …`，不要写 `{path} -= …`。",
    },
    "nothing": {
        "en": "{place} is None, expected {expected}. Is a `return` missing?",
        "zh": "{place} 是 None，应该是{expected}。是不是漏了 `return`？",
    },
    "type": {
        "en": "{place} is {got}, expected {expected}.",
        "zh": "{place} 是{got}，应该是{expected}。",
    },
    "length": {
        "en": "{place} has length {got}, expected {expected}.",
        "zh": "{place} 有 {got} 个元素，应该有 {expected} 个。",
    },
    "key": {
        "en": "{place} has no key `{expected}`; its keys are {got}.",
        "zh": "{place} 里没有键 `{expected}`；现有的键是 {got}。",
    },
    "no keys": {
        "en": "{place} has no key `{expected}`; it is empty.",
        "zh": "{place} 里没有键 `{expected}`；它是空的。",
    },
    "shape": {
        "en": "{place} has shape {got}, expected {expected}.",
        "zh": "{place} 的形状是 {got}，应该是 {expected}。",
    },
    "rank 1": {
        "en": "{place} has shape {got}, expected {expected}. One dimension was lost: `keepdims=True` or `reshape` keeps it.",
        "zh": "{place} 的形状是 {got}，应该是 {expected}。丢了一个维度：用 `keepdims=True` 或 `reshape` 可以保留它。",
    },
    "shape of a number": {
        "en": "{place} is an array of shape {got}, expected a single number.",
        "zh": "{place} 是形状为 {got} 的数组，应该是一个数。",
    },
    "value": {
        "en": "{place} is {got}, expected {expected}.",
        "zh": "{place} 是 {got}，应该是 {expected}。",
    },
    "example": {
        "en": "Try it with",
        "zh": "可以用下面的例子试一试：",
    },
    "followed": {
        "en": "`{name}` itself is right: with correct {helpers} it passes, so it gets full points. "
        "The slip is in what it calls.",
        "zh": "`{name}` 本身没有问题：换上正确的 {helpers} 就能通过，所以这里给满分。错误出在它调用的函数里。",
    },
    "besides": {"en": "Also with correct {helpers}:", "zh": "即使换上正确的 {helpers}，仍然有错："},
    "points": {"en": "{score:g} of {full:g} points", "zh": "{score:g} / {full:g} 分"},
    "bonus points": {"en": "bonus {bonus:g}", "zh": "附加分 {bonus:g}"},
    "and": {"en": " and ", "zh": " 和 "},
    "or": {"en": " or ", "zh": " 或 "},
    "loosely": {
        "en": "`{name}` draws its start anew each time, so only shapes and a falling cost could be judged.",
        "zh": "`{name}` 每次的初始值都不同，所以只能检查形状，以及成本是否下降。",
    },
    "comma": {"en": ", ", "zh": "、"},
}

_KINDS: Mapping[str, Mapping[str, str]] = {
    "array": {"en": "an array", "zh": "数组"},
    "number": {"en": "a number", "zh": "一个数"},
    "complex number": {"en": "a complex number", "zh": "一个复数"},
    "complex array": {"en": "an array of complex numbers", "zh": "复数数组"},
    "text array": {"en": "an array of texts", "zh": "字符串数组"},
    "odd array": {"en": "an array of things that are not numbers", "zh": "元素不是数字的数组"},
    "text": {"en": "a text", "zh": "字符串"},
    "bytes": {"en": "bytes", "zh": "字节串"},
    "None": {"en": "None", "zh": " None"},
    "list": {"en": "a list", "zh": "列表"},
    "tuple": {"en": "a tuple", "zh": "元组"},
    "dict": {"en": "a dictionary", "zh": "字典"},
    "set": {"en": "a set", "zh": "集合"},
    "function": {"en": "a function", "zh": "函数"},
    "missing": {"en": "missing", "zh": "缺失的"},
    "object": {"en": "an object of type `{type}`", "zh": "类型为 `{type}` 的对象"},
}

Say = Callable[[str], str]

Message = dict[str, str]


def in_all_languages(say: Say) -> Message:
    """language -> `say(language)`."""
    return {language: say(language) for language in LANGUAGES}


def missing(name: str) -> Message:
    return in_all_languages(lambda language: _WORDS["missing"][language].format(name=name))


def undefined(name: str, error: str) -> Message:
    """error: what ended the cell that should define it."""
    return in_all_languages(lambda language: _WORDS["undefined"][language].format(name=name, error=_plain(error, 200)))


def unwritten(name: str) -> Message:
    return in_all_languages(lambda language: _WORDS["unwritten"][language].format(name=name))


def unanswered(name: str) -> Message:
    return in_all_languages(lambda language: _WORDS["unanswered"][language].format(name=name))


def wrong_answer(question: Question, finding: Finding) -> Message:
    """What is said to a wrong answer; never the right one."""
    kinds = {None: "wrong answer", "letter": "not a letter", "letters": "not letters", "shape": "not a shape"}

    def say(language: str) -> str:
        first, last = question.choices[:1], question.choices[-1:]
        letters = first if finding.kind == "letter" else first + last
        choices = _WORDS["comma"][language].join(question.choices)
        words = _WORDS[kinds[finding.kind]][language].format(name=question.name, choices=choices, example=f'"{letters}"')
        return "\n\n".join([words, finding.hint[language]] if finding.hint else [words])

    return in_all_languages(say)


def no_function(name: str, kind: str) -> Message:
    """kind: what `comparison.kind_of` says of the thing that stands there instead."""
    return in_all_languages(lambda lang: _WORDS["no function"][lang].format(name=name, got=_kind(kind, lang)))


def loosely(name: str) -> Message:
    return in_all_languages(lambda language: _WORDS["loosely"][language].format(name=name))


def followed(name: str, helpers: Sequence[str]) -> Message:
    """It passes with correct helpers."""

    return in_all_languages(lambda lang: _WORDS["followed"][lang].format(name=name, helpers=_listed(helpers, lang)))


def _listed(names: Sequence[str], language: str) -> str:
    *first, last = (f"`{name}`" for name in names)
    return _WORDS["and"][language].join(filter(None, [_WORDS["comma"][language].join(first), last]))


def points(score: float, full: float, language: str, bonus: float = 0.0) -> str:
    """What a test cell gives, below the message."""
    kinds = (["points"] if full or not bonus else []) + (["bonus points"] if bonus else [])
    words = [_WORDS[kind][language].format(score=round(score, 2), full=full, bonus=round(bonus, 2)) for kind in kinds]
    return f"**{_WORDS['comma'][language].join(words)}**"


def failure(
    name: str, difference: Difference, example: str, mistake: Mistake | None, helpers: Sequence[str] = ()
) -> Message:
    """What is wrong, the hint of a known mistake, and an example to paste into a cell.

    helpers: functions that were replaced by correct ones for this.
    """

    def say(language: str) -> str:
        hint = mistake.hint[language] if mistake else ""
        parts = [
            _WORDS["besides"][language].format(helpers=_listed(helpers, language)) if helpers else "",
            sentence(name, difference, language),
            hint,
            _WORDS["example"][language] + f"\n```python\n{example}\n```",
        ]
        return "\n\n".join(part for part in parts if part)

    return in_all_languages(say)


def sentence(name: str, difference: Difference, language: str) -> str:
    """One difference in one or two sentences."""
    got, expected = difference.got, difference.expected
    path = difference.path if difference.path[:1].isalpha() else f"{name}(…){difference.path}"
    words = {"name": name, "path": path, "place": f"`{path}{_at(difference.index)}`", "line": "", "error": ""}
    template: str = difference.kind
    match difference.kind:
        case "error":
            line = re.sub(r"^line \d+(: |$)", "", got.where)  # numbers count from the cell, which is not said here
            words |= {"error": _error(got), "line": _plain(line, 120)}
            template = "error at" if line else "error"
        case "wrong error" | "unnamed":
            words |= {"error": _error(got), "expected": expected if isinstance(expected, str) else _or(expected, language)}
        case "not raised":
            words |= {"expected": expected}
        case "start":
            template = got
        case "rising":
            words |= dict(zip(("got", "expected"), _values(got, expected), strict=True))
        case "type":
            template = "nothing" if got == "None" else "type"
            words |= {"got": _kind(got, language), "expected": _kind(expected, language)}
        case "shape":
            lost = len(got) == len(expected) - 1 and len(expected) > 1
            template = "shape of a number" if not expected else "rank 1" if lost else "shape"
            words |= {"got": str(tuple(got)), "expected": str(tuple(expected))}
        case "key":
            template = "key" if got else "no keys"
            keys = ", ".join(f"`{_plain(repr(key), 40)}`" for key in got[:12])
            words |= {"got": keys, "expected": repr(expected)}
        case "value":
            words |= dict(zip(("got", "expected"), _values(got, expected), strict=True))
        case "length":
            words |= {"got": str(got), "expected": str(expected)}
    return _WORDS[template][language].format(**words)


def _or(names: Sequence[str], language: str) -> str:
    return _WORDS["or"][language].join(f"`{name}`" for name in names)


def _at(index: tuple[int, ...] | None) -> str:
    return f"[{', '.join(map(str, index))}]" if index else ""


def _kind(kind: str, language: str) -> str:
    kind, _, type_name = kind.partition(":")
    return _KINDS[kind][language].format(type=_plain(type_name, 60))


def _error(error: LearnerError) -> str:
    message = _plain(error.message, 300).rstrip(".")
    return f"{_plain(error.kind, 60)}: {message}" if message else _plain(error.kind, 60)


def _plain(text: str, longest: int) -> str:
    """Learner's text on one line, without marks that would end a quotation."""
    text = " ".join(text.replace("`", "'").split())
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _values(got: Any, expected: Any) -> tuple[str, str]:
    """Two values with as many digits as it takes to tell them apart."""
    if isinstance(got, str | bytes):
        return _plain(repr(got), 80), _plain(repr(expected), 80)
    for digits in (6, 9, 12, 17):
        texts = f"{_number(got):.{digits}g}", f"{_number(expected):.{digits}g}"
        if texts[0] != texts[1]:
            break
    return texts


def _number(value: Any) -> Any:
    return value + 0 if isinstance(value, complex | float | int) else value
