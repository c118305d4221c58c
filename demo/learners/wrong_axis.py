# Axes mixed up.
# handed in: 2026-11-21 11:20:00 UTC
# like: vectorised

# %% forward
def forward(w, b, X):
    return sigmoid(w.T @ X + b)

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return np.zeros((dim, 1)), 0.0

# %% propagate
def propagate(w, b, X, Y):
    m = X.shape[0]
    A = forward(w, b, X)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost

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
    w, b = initialize_with_zeros(X_train.shape[1])   # number of training examples
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {"costs": costs, "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations,
            "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train)}
