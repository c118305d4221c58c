# Wrong functions of learners: the held-out half of logistic_regression. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- dot_loop: last_product
# kind: loop
# single edit: yes
# part:
# cause: The total is overwritten in each round, so only the last product remains.
def dot_loop(a, b):
    total = 0
    for i in range(len(a)):
        total = a[i] * b[i]  # <-
    return total


# ---- dot_vectorized: outer
# kind: function
# single edit: yes
# part:
# cause: np.outer makes a table of all products.
def dot_vectorized(a, b):
    return np.outer(a, b)  # <-


# ---- dot_vectorized: sums_first
# kind: brackets
# single edit: no
# part:
# cause: The sums are multiplied; the products have to be summed.
def dot_vectorized(a, b):
    return np.sum(a) * np.sum(b)  # <-


# ---- dot_vectorized: column_times_row
# kind: shape
# single edit: no
# part:
# cause: A column times a row gives an (n, n) matrix.
def dot_vectorized(a, b):
    a = a.reshape(-1, 1)  # <-
    b = b.reshape(1, -1)  # <-
    return np.dot(a, b)


# ---- L1: no_abs
# kind: function
# single edit: yes
# part:
# cause: Without absolute values, differences of both signs cancel.
def L1(yhat, y):
    loss = np.sum(y - yhat)  # <-
    return loss


# ---- L1: abs_of_sum
# kind: brackets
# single edit: no
# part:
# cause: The absolute value is taken after the sum.
def L1(yhat, y):
    difference = yhat - y
    return np.abs(np.sum(difference))  # <-


# ---- L1: not_summed
# kind: missing term
# single edit: no
# part:
# cause: The differences are not added up.
def L1(yhat, y):
    loss = abs(y - yhat)  # <-
    return loss  # <-


# ---- L2: caret
# kind: operator
# single edit: yes
# part:
# cause: ^ is no power in Python.
def L2(yhat, y):
    loss = np.sum((y - yhat) ^ 2)  # <-
    return loss


# ---- L2: dot_of_both
# kind: misunderstanding
# single edit: no
# part:
# cause: It multiplies the predictions with the truth; the differences have to be multiplied with themselves.
def L2(yhat, y):
    loss = np.dot(y, yhat.T)  # <-
    return loss


# ---- normalize_rows: columns
# kind: axis
# single edit: yes
# part:
# cause: The length is taken of the columns.
def normalize_rows(x):
    x_norm = np.linalg.norm(x, ord=2, axis=0, keepdims=True)  # <-
    return x / x_norm


# ---- normalize_rows: no_root
# kind: missing factor
# single edit: no
# part:
# cause: The square root is missing, so rows are divided by the square of their length.
def normalize_rows(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        length = 0
        for j in range(x.shape[1]):
            length = length + x[i, j] ** 2
        out[i] = x[i] / length  # <-
    return out


# ---- softmax: sum_of_scores
# kind: wrong variable
# single edit: yes
# part:
# cause: The exponentials are divided by the sum of the scores themselves.
def softmax(x):
    e = np.exp(x)
    s = np.sum(x, axis=1, keepdims=True)  # <-
    return e / s


# ---- softmax: max_after_exp
# kind: two slips
# single edit: no
# part:
# cause: The maximum is subtracted after the exponential instead of before it.
def softmax(x):
    e = np.exp(x)
    e = e - np.max(x, axis=1, keepdims=True)  # <-
    return e / np.sum(e, axis=1, keepdims=True)


# ---- sigmoid: tanh_half
# kind: missing factor
# single edit: no
# part:
# cause: tanh has to be halved and shifted; the shift is missing.
def sigmoid(z):
    return np.tanh(z / 2) / 2  # <-


# ---- sigmoid: power_of_ten
# kind: function
# single edit: no
# part:
# cause: The base is 10 here, not e.
def sigmoid(z):
    return 1 / (1 + 10 ** (-z))  # <-


# ---- forward: no_transpose
# kind: transposition
# single edit: yes
# part:
# cause: w must be transposed for the product.
def forward(w, b, X):
    Z = np.dot(w, X) + b  # <-
    A = sigmoid(Z)
    return A


# ---- forward: sigmoid_then_bias
# kind: brackets
# single edit: no
# part:
# cause: b is added after the sigmoid.
def forward(w, b, X):
    n_x, m = X.shape
    A = np.zeros((1, m))
    for i in range(m):
        A[0, i] = sigmoid(np.sum(w[:, 0] * X[:, i])) + b  # <-
    return A


# ---- initialize_with_zeros: flat_w
# kind: shape
# single edit: yes
# part: w
# cause: w is (dim,), a rank-1 array.
def initialize_with_zeros(dim):
    w = np.zeros(dim)  # <-
    b = 0
    return w, b


# ---- initialize_with_zeros: two_numbers
# kind: error
# single edit: yes
# part:
# cause: np.zeros wants the shape as one tuple; its second argument is the type.
def initialize_with_zeros(dim):
    w = np.zeros(dim, 1)  # <-
    b = 0
    return w, b


# ---- initialize_with_zeros: random_weights
# kind: initialisation
# single edit: no
# part: w
# cause: The weights are random, but zeros are asked for.
def initialize_with_zeros(dim):
    w = np.random.randn(dim, 1) * 0.01  # <-
    b = 0.0
    return w, b


# ---- initialize_with_zeros: b_like_w
# kind: shape
# single edit: no
# part: b
# cause: b is a vector; the neuron has one bias.
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = np.zeros((dim, 1))  # <-
    return w, b


# ---- propagate: features_for_m
# kind: index
# single edit: yes
# part:
# cause: m is taken from the number of features.
def propagate(w, b, X, Y):
    m = X.shape[0]  # <-
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = X @ (A - Y).T / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


# ---- propagate: brackets_in_cost
# kind: brackets
# single edit: no
# part: cost
# cause: The bracket of np.sum is closed too early, so the second term has neither the minus nor the 1/m.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -(1 / m) * np.sum(Y * np.log(A)) + (1 - Y) * np.log(1 - A)  # <-
    cost = np.sum(cost)
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, cost


# ---- propagate: returns_cost_first
# kind: container
# single edit: no
# part:
# cause: The cost is returned before the gradients.
def propagate(w, b, X, Y):
    m = Y.shape[1]
    A = forward(w, b, X)
    dZ = A - Y
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return cost, {"dw": dw, "db": db}  # <-


# ---- optimize: goes_uphill
# kind: sign
# single edit: yes
# part:
# cause: w is moved along the gradient instead of against it.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w + learning_rate * dw  # <-
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs


# ---- optimize: gradients_once
# kind: loop
# single edit: yes
# part:
# cause: The gradient is computed before the loop and never again.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    grads, cost = propagate(w, b, X, Y)  # <-
    costs = []
    for i in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": w, "b": b}
    return params, grads, costs


# ---- optimize: gradient_after_step
# kind: stale value
# single edit: no
# part: db, dw
# cause: The gradients that are returned are computed again after the last step.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    grads, cost = propagate(w, b, X, Y)  # <-
    return {"w": w, "b": b}, grads, costs


# ---- predict: flipped
# kind: sign
# single edit: yes
# part:
# cause: The comparison is the wrong way round.
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = forward(w, b, X)
    for i in range(m):
        Y_prediction[0, i] = 1 if A[0, i] < 0.5 else 0  # <-
    return Y_prediction


# ---- predict: first_only
# kind: loop
# single edit: no
# part:
# cause: The loop runs over the row of A, which has one entry, so only the first example gets a label.
def predict(w, b, X):
    A = forward(w, b, X)
    labels = np.zeros((1, X.shape[1]))
    for i in range(A.shape[0]):  # <-
        labels[0, i] = A[0, i] > 0.5
    return labels


# ---- predict: flat_labels
# kind: shape
# single edit: yes
# part:
# cause: The labels come as (m,), not as a row.
def predict(w, b, X):
    A = forward(w, b, X)
    return np.array([1 if a > 0.5 else 0 for a in A[0]])  # <-


# ---- model: examples_for_features
# kind: index
# single edit: yes
# part:
# cause: w gets one weight for each example instead of each feature.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[1])  # <-
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    w, b = params["w"], params["b"]
    result = {}
    result["costs"] = costs
    result["Y_prediction_test"] = predict(w, b, X_test)
    result["Y_prediction_train"] = predict(w, b, X_train)
    result["w"] = w
    result["b"] = b
    result["learning_rate"] = learning_rate
    result["num_iterations"] = num_iterations
    return result


# ---- model: defaults_written_out
# kind: constant
# single edit: yes
# part:
# cause: A learning rate is written as a number instead of passing the argument on.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations=num_iterations, learning_rate=0.009, print_cost=False)  # <-
    w = params["w"]
    b = params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- model: trains_on_test_too
# kind: misunderstanding
# single edit: no
# part: Y_prediction_test, b, costs, w
# cause: It is trained again on the test set before that is predicted.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    train = predict(params["w"], params["b"], X_train)
    params, grads, costs = optimize(w, b, X_test, Y_test, num_iterations, learning_rate, print_cost)  # <-
    test = predict(params["w"], params["b"], X_test)
    return {"costs": costs, "Y_prediction_test": test, "Y_prediction_train": train,
            "w": params["w"], "b": params["b"], "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- calories_percentages: row_totals
# kind: axis
# single edit: yes
# part:
# cause: The totals are those of the rows.
def calories_percentages(table):
    total = table.sum(axis=1, keepdims=True)  # <-
    return 100 * table / total


# ---- calories_percentages: fractions
# kind: missing factor
# single edit: no
# part:
# cause: They are fractions from 0 to 1; the factor 100 is missing.
def calories_percentages(table):
    cal = table.sum(axis=0)
    percentage = table / cal.reshape(1, -1)  # <-
    return percentage


# ---- calories_percentages: whole_numbers
# kind: function
# single edit: no
# part:
# cause: The percentages are rounded to whole numbers.
def calories_percentages(table):
    p = 100 * table / np.sum(table, axis=0)
    return np.round(p)  # <-


# ---- standardize: variance
# kind: function
# single edit: no
# part:
# cause: It divides by the variance and not by its root.
def standardize(X):
    mu = X.mean(axis=1, keepdims=True)
    var = X.var(axis=1, keepdims=True)
    return (X - mu) / var  # <-


# ---- standardize: brackets
# kind: brackets
# single edit: no
# part:
# cause: Only the mean is divided: brackets are missing round the difference.
def standardize(X):
    mean = np.mean(X, axis=1, keepdims=True)
    std = np.std(X, axis=1, keepdims=True)
    return X - mean / std  # <-


# ---- standardize: overwrites_rows
# kind: in place
# single edit: yes
# part:
# cause: The loop writes into the caller's array.
def standardize(X):
    Z = X  # <-
    for i in range(X.shape[0]):
        Z[i] = (X[i] - X[i].mean()) / X[i].std()  # <-
    return Z


# ---- as_column: row
# kind: transposition
# single edit: yes
# part:
# cause: It makes a row of them.
def as_column(v):
    return v.reshape(1, v.size)  # <-


# ---- as_column: transposes_only
# kind: misunderstanding
# single edit: no
# part:
# cause: .T does nothing to an (n,) array and turns a column into a row.
def as_column(v):
    return v.T  # <-


# ---- as_column: length_of_first_axis
# kind: wrong variable
# single edit: no
# part:
# cause: len(v) is 1 for a row (1, n), so the reshape fails.
def as_column(v):
    n = len(v)  # <-
    return v.reshape(n, 1)


# ---- check_shapes: returns_false
# kind: container
# single edit: no
# part:
# cause: It returns False where an error should be raised.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    if w.shape != (n_x, 1):
        return False  # <-
    if np.shape(b) != ():
        return False  # <-
    if Y.shape != (1, m):
        return False  # <-


# ---- log_likelihood: log_of_sum
# kind: brackets
# single edit: no
# part:
# cause: The probabilities are added before the logarithm is taken.
def log_likelihood(A, Y):
    p = Y * A + (1 - Y) * (1 - A)
    return np.log(np.sum(p))  # <-


# ---- pairwise_distances: not_rooted
# kind: missing factor
# single edit: no
# part:
# cause: The square root is missing.
def pairwise_distances(A, B):
    D = np.zeros((A.shape[1], B.shape[1]))
    for i in range(A.shape[1]):
        for j in range(B.shape[1]):
            D[i, j] = np.sum((A[:, i] - B[:, j]) ** 2)  # <-
    return D


# ---- pairwise_distances: transposed_table
# kind: index
# single edit: no
# part:
# cause: The loop fills the table with rows and columns swapped.
def pairwise_distances(A, B):
    m = A.shape[1]
    k = B.shape[1]
    D = np.zeros((k, m))  # <-
    for i in range(m):
        for j in range(k):
            D[j, i] = np.linalg.norm(A[:, i] - B[:, j])  # <-
    return D


# ---- pairwise_distances: plus_product
# kind: sign
# single edit: yes
# part:
# cause: The product term of the binomial formula has to be subtracted.
def pairwise_distances(A, B):
    a2 = np.sum(A ** 2, axis=0).reshape(-1, 1)
    b2 = np.sum(B ** 2, axis=0).reshape(1, -1)
    return np.sqrt(a2 + b2 + 2 * A.T @ B)  # <-


# ---- cost_from_scores: summed
# kind: averaging
# single edit: yes
# part:
# cause: The losses are summed but not averaged.
def cost_from_scores(Z, Y):
    losses = np.maximum(Z, 0) - Y * Z + np.log(1 + np.exp(-np.abs(Z)))
    return np.sum(losses)  # <-


# ---- cost_from_scores: plus_yz
# kind: sign
# single edit: yes
# part:
# cause: Y Z has to be subtracted.
def cost_from_scores(Z, Y):
    loss = np.maximum(0, Z) + Y * Z + np.log1p(np.exp(-abs(Z)))  # <-
    return loss.mean()


# ---- L1: left_unfinished
# kind: missing return
# single edit: no
# part:
# cause: There is no return; the template's last line still raises.
def L1(yhat, y):
    loss = np.sum(np.abs(y - yhat))
    raise NotImplementedError()  # <-


# ---- dot_loop: misses_last_pair
# kind: index
# single edit: yes
# part:
# cause: The loop ends one pair too early.
def dot_loop(a, b):
    n = len(a)
    dot = 0
    for i in range(n - 1):  # <-
        dot = dot + a[i] * b[i]
    return dot


# ---- dot_loop: return_in_loop
# kind: early return
# single edit: yes
# part:
# cause: The return is in the loop, after the first product.
def dot_loop(a, b):
    s = 0
    for k in range(a.shape[0]):
        s += a[k] * b[k]
        return s  # <-


# ---- log_likelihood: ones_only
# kind: missing term
# single edit: no
# part:
# cause: The examples with the label 0 are left out.
def log_likelihood(A, Y):
    return np.sum(Y * np.log(A))  # <-


# ---- log_likelihood: plus_one
# kind: sign
# single edit: yes
# part:
# cause: The second factor has 1 + Y.
def log_likelihood(A, Y):
    positive = Y * np.log(A)
    negative = (1 + Y) * np.log(1 - A)  # <-
    return np.sum(positive + negative)


# ---- propagate: dw_star
# kind: operator
# single edit: yes
# part: dw
# cause: * does not sum over the examples: dw needs the matrix product.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = X * (A - Y) / m  # <-
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


# ---- propagate: first_example_db
# kind: index
# single edit: no
# part: db
# cause: db is taken from the first example alone.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    dZ = A - Y
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    db = dZ[0, 0] / m  # <-
    return {"dw": np.dot(X, dZ.T) / m, "db": db}, cost
