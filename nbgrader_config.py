"""The nbgrader configuration of this course. The grader reads it too, so it imports nothing."""

c = get_config()  # noqa: F821  (traitlets defines it when it loads this file)

c.CourseDirectory.course_id = "neural_networks"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback", ".DS_Store"]

# The functions of this course take milliseconds; nbgrader's 30 s for a cell would only let endless loops run longer.
c.SandboxLimits.cell_seconds = 10
c.SandboxLimits.call_seconds = 5
c.SandboxLimits.notebook_seconds = 60

# Sources and hints are written in English and in Chinese; a release is in one language.
c.ChooseLanguage.languages = ["en", "zh"]
c.ChooseLanguage.language = "en"
c.GenerateAssignment.preprocessors = [
    "autograder.nbgrader_plugins.ChooseLanguage",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.InstantiateTests",
    "nbgrader.preprocessors.LockCells",
    "autograder.nbgrader_plugins.ClearSolutions",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]

c.ClearSolutions.no_stub = r"q\d+"  # cells of questions get no stub: their text already says what to answer
c.ClearSolutions.begin_solution_delimeter = "BEGIN SOLUTION"
c.ClearSolutions.end_solution_delimeter = "END SOLUTION"
c.ClearHiddenTests.begin_test_delimeter = "BEGIN HIDDEN TESTS"
c.ClearHiddenTests.end_test_delimeter = "END HIDDEN TESTS"

# nbgrader's own feedback shows hidden tests: in their cells, and in tracebacks of tests that failed.
c.GenerateFeedback.exporter_class = "autograder.nbgrader_plugins.FeedbackPage"
c.GenerateFeedback.preprocessors = [
    "nbgrader.preprocessors.GetGrades",
    "autograder.nbgrader_plugins.HideTests",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# How much learners are told of a wrong answer: none, result, what, hint, example or repair; see docs/feedback.md.
c.Help.level = "example"

# Formgrader and feedback show the learners' cells and outputs, but do not run scripts in them.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.optimistic_validation = True  # after the preprocessor below, which makes any notebook valid
c.HTMLExporter.preprocessors = ["autograder.nbgrader_plugins.SimplifyNotebook"]
c.HTMLExporter.filters = {
    "clean_html": "autograder.safe_html.clean_html",
    "markdown2html": "autograder.safe_html.markdown2html",
    "highlight_code": "autograder.safe_html.highlight_code",
    "ansi2html": "autograder.safe_html.ansi2html",
    "strip_files_prefix": "autograder.safe_html.strip_files_prefix",
    "escape_html": "autograder.safe_html.escape_html",
}

# `nbgrader autograde` and formgrader's button read, restore and run submissions as `autograder grade` does: in the
# sandbox, never in a kernel that also runs the hidden tests.
c.Autograde.pre_convert_hook = "autograder.nbgrader_plugins.name_missing"
c.Autograde.exporter_class = "autograder.nbgrader_plugins.ReadSubmission"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader_plugins.SandboxExecute",
    "nbgrader.preprocessors.LimitOutput",
    "autograder.nbgrader_plugins.SaveGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# `nbgrader zip_collect` unpacks archives that learners made: without links, and each on its own.
c.ZipCollectApp.extractor_plugin = "autograder.nbgrader_plugins.ExtractArchives"

# In nbgrader's own table of grades, the name of a student's folder may be a formula that a spreadsheet runs.
c.ExportApp.plugin_class = "autograder.nbgrader_plugins.CsvExport"

# By default `nbgrader validate` runs only cells with points; public checks have none.
c.Validator.validate_all = True

# Headings name the pages of the lectures, "(p19, p20)": the same pages in every language, as `autograder validate` checks.
c.Validation.heading_tags = r"p\d+(?=[^()（）]*[)）])"

# No test of this course may run inside the sandbox. (All of them call `check`, which never does.)
c.HiddenTests.may_enter_sandbox = False
