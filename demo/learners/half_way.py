# Half finished.
# handed in: 2026-11-21 23:58:59 UTC

# %% forward
def forward(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return A

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    w = np.zeros((1, dim))
    b = 0.0
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

# %% q12
q12 = "A"

# %% q13
q13 = "d"
