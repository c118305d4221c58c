# Right, with matrix products, in the style of the public course.
# handed in: 2026-11-20 18:03:00 UTC

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
# `np.dot(X, dZ.T)` sums over the examples by itself, so the whole loop from last week is one line. Nice.

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]

        w = w - learning_rate * dw
        b = b - learning_rate * db

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print("Cost after iteration %i: %f" % (i, cost))

    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs

# %% predict
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    assert Y_prediction.shape == (1, m)
    return Y_prediction

# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    d = {"costs": costs,
         "Y_prediction_test": Y_prediction_test,
         "Y_prediction_train": Y_prediction_train,
         "w": w,
         "b": b,
         "learning_rate": learning_rate,
         "num_iterations": num_iterations}
    return d

# %% log_likelihood
def log_likelihood(A, Y):
    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% q2
q2 = "a"

# %% q8
q8 = "d"

# %% q9
q9 = "b"

# %% q10
q10 = "b"

# %% q11
q11 = "c"

# %% q12
q12 = "a"

# %% q13
q13 = "d"
