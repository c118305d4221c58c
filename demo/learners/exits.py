# A function that ends the process.
# handed in: 2026-11-20 12:00:00 UTC
# harmful: ends the process
# like: vectorised
# nbgrader: nbgrader's kernel dies, and the whole submission gets no score; here only that exercise fails, and the others are
# nbgrader: run again.

# %%
import os

# %% log_likelihood
def log_likelihood(A, Y):
    total = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    if total < 0:
        print("a likelihood cannot be negative!")
        os._exit(1)        # stop here, sys.exit only printed a warning
    return total
