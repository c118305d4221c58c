"""The command line."""

from autograder.cli import doors as doors  # these add their commands
from autograder.cli import grading as grading
from autograder.cli import looking as looking
from autograder.cli import pages as pages
from autograder.cli.commands import main

__all__ = ["main"]
