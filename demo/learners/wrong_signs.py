# Signs mixed up: it climbs instead of descending.
# handed in: 2026-11-21 10:02:51 UTC
# like: vectorised

# %% propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    return {"dw": np.dot(X, dZ.T) / m, "db": np.sum(dZ) / m}, cost

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs

# %% [markdown]
# The cost is negative and gets smaller and smaller, so it learns, I think.

# %% predict
def predict(w, b, X):
    A = forward(w, b, X)
    return (A < 0.5).astype(int)

# %% log_likelihood
def log_likelihood(A, Y):
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
