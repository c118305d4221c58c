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
        ({"kernelspec": [], "language_info": "R"}, ""),
        ({"kernelspec": {"language": 7, "name": None}}, ""),
        ({"kernelspec": {"name": "my-own-kernel"}}, ""),
    ],
)
def test_the_kernel_says_it(metadata: dict[str, Any], language: str) -> None:
    assert other_language(metadata) == language


def test_a_long_name_is_cut() -> None:
    assert len(other_language({"language_info": {"name": "z" * 1000}})) < 60
