# Right, saved by an old editor: UTF-16, and line ends of Windows.
# handed in: 2026-11-20 10:25:00 UTC
# like: vectorised
# deed: windows
# deed: encode utf-16
# nbgrader: nbgrader reads UTF-8 only.
