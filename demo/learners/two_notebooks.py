# Right, with an unsolved copy in the same folder.
# handed in: 2026-11-20 10:23:00 UTC
# like: vectorised
# deed: beside logistic_regression-old.ipynb
