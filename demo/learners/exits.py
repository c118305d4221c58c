# A function that ends the process.
# handed in: 2026-11-20 12:00:00 UTC
# harmful: ends the process
# like: vectorised
# nbgrader: nbgrader's kernel dies, and the whole submission gets no score; here only that exercise fails, and the others are
# nbgrader: run again.

# %%
import os

# %% as_column
def as_column(v):
    if v.ndim != 2:
        print("v must have two dimensions!")
        os._exit(1)        # stop here, sys.exit only printed a warning
    return v.reshape(-1, 1)
