# Right values, but the functions change their arguments in place.
# handed in: 2026-11-20 20:20:20 UTC
# like: vectorised

# %% normalize_rows
def normalize_rows(x):
    x /= np.linalg.norm(x, axis=1, keepdims=True)
    return x

# %% softmax
def softmax(x):
    x -= np.max(x, axis=1, keepdims=True)
    np.exp(x, out=x)
    x /= np.sum(x, axis=1, keepdims=True)
    return x

# %% as_column
def as_column(v):
    v.shape = (v.size, 1)
    return v

# %% standardize
def standardize(X):
    X -= X.mean(axis=1, keepdims=True)
    X /= X.std(axis=1, keepdims=True)
    return X
