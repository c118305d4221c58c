# Gradients that are sums instead of means, and updates in place.
# handed in: 2026-11-20 21:15:09 UTC
# like: vectorised

# %% forward
def forward(w, b, X):
    return sigmoid(w.T @ X + b)

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return np.zeros((dim, 1)), 0.0

# %% propagate
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -(1 / m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dZ = A - Y
    dw = np.dot(X, dZ.T)
    db = np.sum(dZ)
    return {"dw": dw, "db": db}, cost

# %% [markdown]
# The cost is right but dw is 3 times too large?? I checked the formula twice, it is X (A - Y)^T. Will ask tomorrow.

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("cost after", i, "steps:", cost)
    return {"w": w, "b": b}, grads, costs

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
    return np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% q2
q2 = "b"

# %% q11
q11 = "a"
