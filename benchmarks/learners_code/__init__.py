"""Hold functions as learners write them: wrong ones to measure diagnosis with, right ones to measure fairness with."""
