"""The command line."""

from autograder.cli import doors as doors  # adds its commands
from autograder.cli import pages as pages  # adds its commands
from autograder.cli.commands import main

__all__ = ["main"]
