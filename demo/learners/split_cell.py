# Right, but the editor split a solution cell in two; both halves have its id.
# handed in: 2026-11-20 10:17:00 UTC
# like: vectorised
# deed: split propagate
# nbgrader: Both halves have the same id, which stops nbgrader's whole run; here both are run.

# %% propagate
def cross_entropy(A, Y):
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.shape[1]


def propagate(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = A - Y
    m = Y.shape[1]
    return {"dw": X @ dZ.T / m, "db": np.sum(dZ) / m}, cross_entropy(A, Y)
