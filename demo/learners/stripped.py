# Right, but every cell lost its metadata and ids on the way through another editor.
# handed in: 2026-11-20 10:19:00 UTC
# like: vectorised
# deed: strip
# nbgrader: Without ids, nbgrader finds nothing to grade; here cells are recognised by their text and by what they define.
