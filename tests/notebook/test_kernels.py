"""The language of a notebook."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.notebook.kernels import other_language


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({}, ""),
        ({"kernelspec": {"name": "python3"}}, ""),
        ({"kernelspec": {"name": "conda-env-py"}, "language_info": {"name": "python"}}, ""),
        ({"kernelspec": {"name": "ir", "language": "R"}}, "R"),
        ({"kernelspec": {"name": "ir"}}, "R"),
        ({"kernelspec": {"name": "julia-1.10"}}, "Julia"),
        ({"kernelspec": {"name": "julia-1.10", "language": "julia"}}, "Julia"),
        ({"kernelspec": {"name": "java"}, "language_info": {"name": "Java"}}, "Java"),
        ({"kernelspec": {"name": "python3", "language": "python"}, "language_info": {"name": "R"}}, ""),
        ({"language_info": {"name": "haskell"}}, "haskell"),
        ({"language_info": {"name": "C++11"}}, "C++11"),
        ({"language_info": {"name": "Python 3.12"}}, ""),
        ({"kernelspec": {"language": "python3"}}, ""),
        ({"language_info": {"name": "R 4.1"}}, "R"),
        ({"language_info": {"name": "Wolfram Language"}}, "Wolfram Language"),
        ({"kernelspec": [], "language_info": "R"}, ""),
        ({"kernelspec": {"language": 7, "name": None}}, ""),
        ({"kernelspec": {"name": "my-own-kernel"}}, ""),
    ],
)
def test_the_kernel_says_it(metadata: dict[str, Any], language: str) -> None:
    assert other_language(metadata) == language


@pytest.mark.parametrize("said", ["z" * 41, "%%html\n<b>", " ", "7", "[a](b)", "R\n", "\x1b[1m"])
def test_what_is_no_name_counts_for_nothing(said: str) -> None:
    assert other_language({"language_info": {"name": said}}) == ("R" if said == "R\n" else "")
