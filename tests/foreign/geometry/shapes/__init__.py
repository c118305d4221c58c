"""Given to learners."""
