# Right values, but the functions change their arguments in place.
# handed in: 2026-11-20 20:20:20 UTC
# like: vectorised

# %% forward
def forward(w, b, X):
    X *= w
    return sigmoid(np.sum(X, axis=0, keepdims=True) + b)

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs

# %% log_likelihood
def log_likelihood(A, Y):
    A[Y == 0] = 1 - A[Y == 0]
    return np.sum(np.log(A))
