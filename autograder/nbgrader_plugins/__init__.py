"""Plugins for nbgrader's own commands, under the names that courses write into `nbgrader_config.py`."""

from autograder.nbgrader_plugins.autograde import ReadSubmission, SandboxExecute, SaveGrades, name_missing
from autograder.nbgrader_plugins.collect import ExtractArchives
from autograder.nbgrader_plugins.export import CsvExport
from autograder.nbgrader_plugins.exporters import CanvasExport, MoodleExport
from autograder.nbgrader_plugins.feedback import FeedbackPage, HideTests
from autograder.nbgrader_plugins.release import ChooseLanguage, ClearSolutions
from autograder.nbgrader_plugins.simple_notebook import SimplifyNotebook

__all__ = [
    "CanvasExport",
    "ChooseLanguage",
    "ClearSolutions",
    "CsvExport",
    "ExtractArchives",
    "FeedbackPage",
    "HideTests",
    "MoodleExport",
    "ReadSubmission",
    "SandboxExecute",
    "SaveGrades",
    "SimplifyNotebook",
    "name_missing",
]
