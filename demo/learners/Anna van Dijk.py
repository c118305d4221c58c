# Right, two days late; the name contains spaces.
# handed in: 2026-11-24 23:58:12 UTC
# like: vectorised
