"""nbgrader's configuration of this course. The grader reads it too, so it imports nothing."""

c = get_config()  # noqa: F821  (given by whoever loads this file)

c.CourseDirectory.course_id = "neural_networks"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".DS_Store"]

c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"

# nbgrader's own feedback would show hidden tests, in the cell and in the traceback of one that failed.
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.nbgrader_plugins.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Submissions run in the sandbox, never in a kernel beside the hidden tests.
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
