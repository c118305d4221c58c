# Right, saved by an old Windows editor: UTF-16, with CRLF line endings.
# handed in: 2026-11-20 10:25:00 UTC
# like: vectorised
# deed: windows
# deed: encode utf-16
# nbgrader: nbgrader reads only UTF-8.
