# An empty file: the disk was full when it was saved.
# handed in: 2026-11-20 10:24:00 UTC
# like: vectorised
# deed: empty
