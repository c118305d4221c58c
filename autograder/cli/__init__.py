"""The command line."""

from autograder.cli import doors as doors  # adds its commands
from autograder.cli import looking as looking
from autograder.cli.commands import main

__all__ = ["main"]
