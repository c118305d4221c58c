# Right, two days late; a name with spaces.
# handed in: 2026-11-24 23:58:12 UTC
# like: vectorised
