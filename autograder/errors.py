"""The errors a person meets. Each carries one sentence that says what is wrong, where, and what to do."""


class AutograderError(Exception):
    """Something that the person at the keyboard can put right; the command line prints it and exits with 2."""


class CourseError(AutograderError):
    """The course folder lacks something, or something in it is stale."""


class NotebookError(AutograderError):
    """A notebook cannot be read, or is not what its name says."""


class ExerciseError(AutograderError):
    """A hidden test, a mistake or a comparison is written wrongly."""


class SandboxError(AutograderError):
    """The sandbox cannot be started here, or is weaker than was asked for."""
