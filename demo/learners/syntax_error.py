# A bracket that is never closed.
# handed in: 2026-11-21 19:30:45 UTC
# like: vectorised

# %% forward
def forward(w, b, X):
    return sigmoid(w.T @ X + b)

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return np.zeros((dim, 1)), 0.0

# %% propagate
def propagate(w, b, X, Y):
    A = forward(w, b, X)
    m = Y.shape[1]
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return {"dw": X @ (A - Y).T / m, "db": np.mean(A - Y)}, cost

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"{i:5d}  {cost:.4f}")
    return dict(w=w, b=b), grads, costs

# %% predict
def predict(w, b, X):
    return (forward(w, b, X) > 0.5).astype(int)

# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return dict(costs=costs, **params, learning_rate=learning_rate, num_iterations=num_iterations,
                Y_prediction_train=predict(params["w"], params["b"], X_train),
                Y_prediction_test=predict(params["w"], params["b"], X_test))

# %% log_likelihood
def log_likelihood(A, Y):
    logs = np.log(np.where(Y == 1, A, 1 - A)
    return np.sum(logs)
