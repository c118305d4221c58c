# Right, but cells were dragged about: a test stands before its solution, a helper after its use.
# handed in: 2026-11-20 10:18:00 UTC
# like: vectorised
# deed: move test_softmax softmax
# deed: move as_column normalize_rows
# deed: move sigmoid predict
# nbgrader: nbgrader runs a test that stands before its solution all the same; here it is moved behind it. What uses a
# nbgrader: name before it is defined fails in both.
