# A copy of another's, comments and all: graded like that one; to find copies is a person's work.
# handed in: 2026-11-22 22:47:00 UTC
# like: loops
