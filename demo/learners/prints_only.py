# The right numbers are printed, and nothing is returned.
# handed in: 2026-11-22 09:00:00 UTC
# like: vectorised

# %% normalize_rows
def normalize_rows(x):
    print(x / np.linalg.norm(x, axis=1, keepdims=True))

# %% softmax
def softmax(x):
    e = np.exp(x)
    print(e / e.sum(axis=1, keepdims=True))

# %% predict
def predict(w, b, X):
    for i, a in enumerate(sigmoid(np.dot(w.T, X) + b)[0]):
        print("example", i, "is a", int(a > 0.5))

# %% as_column
def as_column(v):
    print(v.reshape(-1, 1))
