"""`python -m autograder`."""

from autograder.cli.commands import main

main()
