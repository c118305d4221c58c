# Right, but the upload broke off, so the file is not JSON.
# handed in: 2026-11-20 10:21:00 UTC
# like: vectorised
# deed: cut
# nbgrader: Neither can grade it. nbgrader leaves a traceback in its log; here one sentence says where the file ends and
# nbgrader: what to do.
