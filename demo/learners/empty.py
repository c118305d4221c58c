# An empty file: the disk was full when it was saved.
# handed in: 2026-11-20 10:24:00 UTC
# like: vectorised
# deed: empty
# nbgrader: Neither can grade it. nbgrader leaves a traceback in its log; here one sentence says what to do.
