# Right, but the upload broke off: not JSON.
# handed in: 2026-11-20 10:21:00 UTC
# like: vectorised
# deed: cut
