# A copy of another learner's work, comments included. It gets the same score; finding copies is left to a person.
# handed in: 2026-11-22 22:47:00 UTC
# like: loops
