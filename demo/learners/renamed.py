# Right, under another file name.
# handed in: 2026-11-20 10:22:00 UTC
# like: vectorised
# deed: rename logistic_regression (1) final.ipynb
# nbgrader: nbgrader says that no notebook matches, and gives up; here the file is graded, named, and left to a person to confirm.
