"""A package that learners are given."""
