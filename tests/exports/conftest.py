from __future__ import annotations

import pytest
from graded_class import graded_class

from autograder.course.course import Course


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """A graded class; no test changes it."""
    return graded_class(tmp_path_factory.mktemp("graded"))
