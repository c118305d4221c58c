# Right, under another file name.
# handed in: 2026-11-20 10:22:00 UTC
# like: vectorised
# deed: rename logistic_regression (1) final.ipynb
# nbgrader: Neither can grade it. nbgrader says that no notebook matches; here one sentence says what to rename the file to.
