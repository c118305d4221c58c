# Right, with matrix products, in the style of the public course.
# handed in: 2026-11-20 18:03:00 UTC

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

# %% as_column
def as_column(v):
    return v.reshape(-1, 1)

# %% dot_loop
def dot_loop(a, b):
    dot = 0
    for i in range(len(a)):
        dot += a[i] * b[i]
    return dot

# %% dot_vectorized
def dot_vectorized(a, b):
    dot = np.dot(a, b)
    return dot

# %% L1
def L1(yhat, y):
    loss = np.sum(np.abs(yhat - y))
    return loss

# %% L2
def L2(yhat, y):
    loss = np.dot(y - yhat, y - yhat)
    return loss

# %% calories_percentages
def calories_percentages(table):
    total = table.sum(axis=0)
    percentage = 100 * table / total.reshape(1, table.shape[1])
    return percentage

# %% standardize
def standardize(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.std(X, axis=1, keepdims=True)
    return (X - mu) / sigma

# %% check_shapes
def check_shapes(w, b, X, Y):
    assert w.shape == (X.shape[0], 1), "w has a wrong shape"
    assert np.shape(b) == (), "b should be a number"
    assert Y.shape == (1, X.shape[1]), "Y has a wrong shape"

# %% log_likelihood
def log_likelihood(A, Y):
    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% q1
q1 = "a"

# %% q2
q2 = "a"

# %% q3
q3 = (784, 1)

# %% q4
q4 = (3, 4)

# %% q5
q5 = (5, 5)

# %% q6
q6 = "bd"

# %% q7
q7 = "bde"

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

# %% q14
q14 = "d"

# %% q15
q15 = "b"
