# Half finished.
# handed in: 2026-11-21 23:58:59 UTC

# %% normalize_rows
def normalize_rows(x):
    # norm of each row, (r, 1)
    x_norm = np.linalg.norm(x, axis=1, keepdims=True)
    x = x / x_norm
    return x

# %% softmax
def softmax(x):
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x_exp / x_sum
    return s

# %% sigmoid
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s

# %% forward
def forward(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return A

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = 0.0

    assert w.shape == (dim, 1)
    return w, b

# %% propagate
def propagate(w, b, X, Y):
    m = X.shape[1]

    # forward
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

    # backward
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)

    assert dw.shape == w.shape
    cost = np.squeeze(cost)
    grads = {"dw": dw, "db": db}
    return grads, cost

# %% [markdown]
# Stopped here on Saturday night, sorry.

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        # TODO: update w and b, what was the sign?
        raise NotImplementedError()

# %% dot_loop
def dot_loop(a, b):
    total = 0
    for i in range(len(a)):
        total = a[i] * b[i]
    return total

# %% dot_vectorized
def dot_vectorized(a, b):
    return np.dot(a, b)

# %% q1
q1 = "A"

# %% q12
q12 = "a"

# %% q13
q13 = "d"

# %% L1
def L1(yhat, y):
    return np.sum(np.abs(y - yhat))

# %% L2
def L2(yhat, y):
    return np.sum((y - yhat) ** 2)
