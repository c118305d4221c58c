# Right, under another file name.
# handed in: 2026-11-20 10:22:00 UTC
# like: vectorised
# deed: rename logistic_regression (1) final.ipynb
