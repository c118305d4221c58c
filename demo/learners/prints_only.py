# Prints the right numbers but returns nothing.
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

# %% dot_loop
def dot_loop(a, b):
    total = 0
    for i in range(len(a)):
        total += a[i] * b[i]
    print(total)

# %% check_shapes
def check_shapes(w, b, X, Y):
    if w.shape != (X.shape[0], 1):
        print("w is wrong")
    if np.shape(b) != ():
        print("b is wrong")
    if Y.shape != (1, X.shape[1]):
        print("Y is wrong")
