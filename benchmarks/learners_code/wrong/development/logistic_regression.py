# Wrong functions of learners: the development half of logistic_regression. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- dot_loop: starts_at_one
# kind: index
# single edit: yes
# part:
# cause: The loop begins at index 1 and misses the first pair.
def dot_loop(a, b):
    s = 0.0
    for i in range(1, len(a)):  # <-
        s += a[i] * b[i]
    return s


# ---- dot_loop: all_pairs
# kind: loop
# single edit: no
# part:
# cause: Two nested loops multiply every number of a with every number of b.
def dot_loop(a, b):
    dot = 0
    for x in a:
        for y in b:  # <-
            dot += x * y
    return dot


# ---- dot_loop: list_of_products
# kind: missing term
# single edit: no
# part:
# cause: The products are collected but never added up.
def dot_loop(a, b):
    products = []
    for x, y in zip(a, b):
        products.append(x * y)
    return np.array(products)  # <-


# ---- dot_loop: adds_pairs
# kind: operator
# single edit: yes
# part:
# cause: The numbers of a pair are added instead of multiplied.
def dot_loop(a, b):
    result = 0
    for x, y in zip(a, b):
        result += x + y  # <-
    return result


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


# ---- dot_vectorized: star_only
# kind: missing term
# single edit: yes
# part:
# cause: * gives the products; their sum is missing.
def dot_vectorized(a, b):
    c = a * b  # <-
    return c


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


# ---- L1: mean
# kind: averaging
# single edit: yes
# part:
# cause: The mean is returned where the sum is asked for.
def L1(yhat, y):
    return np.mean(np.abs(yhat - y))  # <-


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


# ---- L1: left_unfinished
# kind: missing return
# single edit: no
# part:
# cause: There is no return; the template's last line still raises.
def L1(yhat, y):
    loss = np.sum(np.abs(y - yhat))
    raise NotImplementedError()  # <-


# ---- L2: square_root
# kind: extra factor
# single edit: no
# part:
# cause: The square root is too much: the sum of squares is asked for.
def L2(yhat, y):
    loss = np.linalg.norm(y - yhat)  # <-
    return loss


# ---- L2: square_of_sum
# kind: brackets
# single edit: no
# part:
# cause: The sum is squared; each difference has to be squared first.
def L2(yhat, y):
    d = y - yhat
    return np.sum(d) ** 2  # <-


# ---- L2: half
# kind: extra factor
# single edit: no
# part:
# cause: The factor 1/2 is not asked for.
def L2(yhat, y):
    loss = 0
    for i in range(len(y)):
        loss += 0.5 * (y[i] - yhat[i]) ** 2  # <-
    return loss


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


# ---- normalize_rows: rank_one_norms
# kind: shape
# single edit: yes
# part:
# cause: Without keepdims the norms are (r,) and do not fit the rows.
def normalize_rows(x):
    x_norm = np.linalg.norm(x, axis=1)  # <-
    x = x / x_norm  # <-
    return x


# ---- normalize_rows: whole_matrix
# kind: axis
# single edit: yes
# part:
# cause: The norm is that of the whole matrix.
def normalize_rows(x):
    length = np.linalg.norm(x)  # <-
    return x / length


# ---- normalize_rows: sum_not_length
# kind: misunderstanding
# single edit: no
# part:
# cause: Rows are divided by their sum, not by their length.
def normalize_rows(x):
    totals = np.sum(x, axis=1, keepdims=True)  # <-
    return x / totals


# ---- normalize_rows: divides_in_place
# kind: in place
# single edit: no
# part:
# cause: /= changes the caller's array.
def normalize_rows(x):
    n = np.sqrt(np.sum(x * x, axis=1, keepdims=True))
    x /= n  # <-
    return x


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


# ---- softmax: column_sums
# kind: axis
# single edit: yes
# part:
# cause: The sum runs over columns; each row has to add up to 1.
def softmax(x):
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=0, keepdims=True)  # <-
    return x_exp / x_sum


# ---- softmax: total_of_all
# kind: axis
# single edit: yes
# part:
# cause: The sum runs over the whole table.
def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)  # <-


# ---- softmax: rank_one
# kind: shape
# single edit: yes
# part:
# cause: The sums are (r,); without keepdims they do not belong to the rows.
def softmax(x):
    exps = np.exp(x)
    sums = exps.sum(axis=1)  # <-
    return exps / sums  # <-


# ---- softmax: sigmoid_rows
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the sigmoid of each score, divided by nothing that belongs to the row.
def softmax(x):
    return np.exp(x) / (1 + np.exp(x))  # <-


# ---- softmax: no_return
# kind: missing return
# single edit: no
# part:
# cause: The return is missing.
def softmax(x):
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x_exp / x_sum  # <-


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


# ---- sigmoid: one_minus
# kind: operator
# single edit: yes
# part:
# cause: The denominator is 1 + e^-z.
def sigmoid(z):
    s = 1.0 / (1.0 - np.exp(-z))  # <-
    return s


# ---- sigmoid: times_minus_one
# kind: misunderstanding
# single edit: no
# part:
# cause: The minus is put before the power of e instead of into it.
def sigmoid(z):
    e_z = -np.exp(z)  # <-
    return 1 / (1 + e_z)


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


# ---- forward: bias_inside_product
# kind: brackets
# single edit: no
# part:
# cause: The bias is added to X before the product.
def forward(w, b, X):
    Z = np.dot(w.T, X + b)  # <-
    return sigmoid(Z)


# ---- forward: forgets_sigmoid
# kind: function
# single edit: yes
# part:
# cause: The sigmoid is not applied.
def forward(w, b, X):
    A = np.dot(w.T, X) + b  # <-
    return A


# ---- forward: column_of_outputs
# kind: transposition
# single edit: yes
# part:
# cause: The product is turned round, so the outputs stand in a column.
def forward(w, b, X):
    Z = np.dot(X.T, w) + b  # <-
    return sigmoid(Z)


# ---- forward: loses_b
# kind: missing term
# single edit: no
# part:
# cause: b is not used.
def forward(w, b, X):
    return sigmoid(w.T @ X)  # <-


# ---- forward: attribute_of_array
# kind: error
# single edit: no
# part:
# cause: An array has no method sigmoid; it is a function.
def forward(w, b, X):
    Z = np.dot(w.T, X) + b
    return Z.sigmoid()  # <-


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


# ---- initialize_with_zeros: row
# kind: shape
# single edit: yes
# part: w
# cause: w is a row and not a column.
def initialize_with_zeros(dim):
    w = np.zeros((1, dim))  # <-
    b = 0.0
    return w, b


# ---- initialize_with_zeros: only_w
# kind: container
# single edit: no
# part:
# cause: The bias is not returned.
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1))
    b = 0
    return w  # <-


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


# ---- propagate: cost_sign
# kind: sign
# single edit: yes
# part: cost
# cause: The cost has no minus.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = 1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # <-
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    grads = {"dw": dw, "db": db}
    return grads, cost


# ---- propagate: dw_from_a
# kind: wrong variable
# single edit: yes
# part: dw
# cause: dw is made with A and not with A - Y.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    dZ = A - Y
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / -m
    dw = np.dot(X, A.T) / m  # <-
    db = dZ.sum() / m
    grads = {}
    grads["dw"] = dw
    grads["db"] = db
    return grads, cost


# ---- propagate: db_over_axis_zero
# kind: axis
# single edit: yes
# part: db
# cause: The sum over axis 0 leaves one db for each example.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    logs = Y * np.log(A) + (1 - Y) * np.log(1 - A)
    cost = -np.sum(logs) / m
    dw = X.dot((A - Y).T) / m
    db = np.sum(A - Y, axis=0) / m  # <-
    return {"dw": dw, "db": db}, cost


# ---- propagate: mean_then_m
# kind: averaging
# single edit: yes
# part: cost
# cause: np.mean has divided by m already, and it is divided again.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -1 / m * np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # <-
    dZ = A - Y
    grads = {"dw": np.dot(X, dZ.T) / m, "db": np.mean(dZ)}
    return grads, cost


# ---- propagate: two_slips
# kind: two slips
# single edit: no
# part: cost, dw
# cause: The cost misses its minus, and dw is not divided by m.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m  # <-
    dw = np.dot(X, (A - Y).T)  # <-
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


# ---- propagate: loop_half_vectorised
# kind: loop
# single edit: no
# part: db
# cause: In the half-done change from the loop to arrays, db is still made from the last example alone.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = 0
    for i in range(m):
        a, y = A[0, i], Y[0, i]
        cost += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dz = a - y
    cost = cost / m
    dw = np.dot(X, (A - Y).T) / m
    db = dz / m  # <-
    return {"dw": dw, "db": db}, cost


# ---- propagate: global_names
# kind: error
# single edit: no
# part:
# cause: X_train exists in the notebook's other cells only, not in this function.
def propagate(w, b, X, Y):
    m = X_train.shape[1]  # <-
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    grads = {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}
    return grads, cost


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


# ---- optimize: in_place_update
# kind: in place
# single edit: yes
# part:
# cause: -= changes the array that the caller handed in.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]  # <-
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


# ---- optimize: every_cost
# kind: missing term
# single edit: no
# part: costs
# cause: Every cost is kept, not one in a hundred.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)  # <-
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            print(i, cost)
    return {"w": w, "b": b}, grads, costs


# ---- optimize: new_names
# kind: stale value
# single edit: no
# part:
# cause: The step is stored under new names, so every round starts from the first w and b.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        new_w = w - learning_rate * grads["dw"]  # <-
        new_b = b - learning_rate * grads["db"]  # <-
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": new_w, "b": new_b}
    return params, grads, costs


# ---- optimize: own_rate
# kind: constant
# single edit: yes
# part:
# cause: The learning rate is fixed in the code.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    alpha = 0.01  # <-
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - alpha * grads["dw"]
        b = b - alpha * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, {"dw": grads["dw"], "db": grads["db"]}, costs


# ---- optimize: pair_turned
# kind: helper
# single edit: yes
# part:
# cause: propagate returns the gradients first and then the cost.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        cost, grads = propagate(w, b, X, Y)  # <-
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


# ---- optimize: two_slips
# kind: two slips
# single edit: no
# part:
# cause: b is moved by the sum of dw, and the first cost is left out.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * np.sum(grads["dw"])  # <-
        if i % 100 == 0 and i > 0:  # <-
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


# ---- optimize: update_outside_loop
# kind: loop
# single edit: no
# part:
# cause: The step is not in the loop: it is made once, at the end.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
    w = w - learning_rate * grads["dw"]  # <-
    b = b - learning_rate * grads["db"]  # <-
    return {"w": w, "b": b}, grads, costs


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


# ---- predict: raw_probabilities
# kind: missing term
# single edit: no
# part:
# cause: It returns the probabilities, not labels.
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)  # <-
    return A  # <-


# ---- predict: threshold_on_z
# kind: wrong variable
# single edit: no
# part:
# cause: Z is compared with 0.5, but the sigmoid is missing.
def predict(w, b, X):
    Z = np.dot(w.T, X) + b  # <-
    return (Z > 0.5) * 1  # <-


# ---- predict: int_cuts
# kind: function
# single edit: no
# part:
# cause: Turning to int cuts off the fraction, so every label is 0; it should be rounded.
def predict(w, b, X):
    A = forward(w, b, X)
    return A.astype(int)  # <-


# ---- predict: return_in_loop
# kind: early return
# single edit: yes
# part:
# cause: It returns after the first example.
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
        return Y_prediction  # <-


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


# ---- model: test_uses_train
# kind: wrong variable
# single edit: yes
# part: Y_prediction_test
# cause: The test prediction is made of the training set.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    parameters, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = parameters["w"]
    b = parameters["b"]
    Y_prediction_test = predict(w, b, X_train)  # <-
    Y_prediction_train = predict(w, b, X_train)
    d = {"costs": costs,
         "Y_prediction_test": Y_prediction_test,
         "Y_prediction_train": Y_prediction_train,
         "w": w,
         "b": b,
         "learning_rate": learning_rate,
         "num_iterations": num_iterations}
    return d


# ---- model: untrained_w
# kind: stale value
# single edit: no
# part: Y_prediction_test, Y_prediction_train, b, w
# cause: w and b are never read from the trained parameters, so the zeros are used.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)  # <-
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test),  # <-
            "Y_prediction_train": predict(w, b, X_train), "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- model: rate_and_steps_swapped
# kind: helper
# single edit: yes
# part:
# cause: learning_rate and num_iterations are handed over in the wrong order.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, learning_rate, num_iterations, print_cost)  # <-
    w, b = params["w"], params["b"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- model: old_interface
# kind: helper
# single edit: no
# part:
# cause: optimize returns three things here, and its first is a dict.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    w, b, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)  # <-
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- model: keys_of_own
# kind: container
# single edit: yes
# part: Y_prediction_test, Y_prediction_train
# cause: The keys of the predictions are other ones than those asked for.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    return {"costs": costs,
            "Y_pred_test": predict(w, b, X_test),  # <-
            "Y_pred_train": predict(w, b, X_train),  # <-
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


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


# ---- calories_percentages: grand_total
# kind: axis
# single edit: yes
# part:
# cause: Everything is divided by the total of the whole table.
def calories_percentages(table):
    cal = np.sum(table)  # <-
    return table / cal * 100


# ---- calories_percentages: share_of_largest
# kind: misunderstanding
# single edit: no
# part:
# cause: It divides by the largest entry of each column and not by the total.
def calories_percentages(table):
    rows, columns = table.shape
    out = np.zeros((rows, columns))
    for j in range(columns):
        for i in range(rows):
            out[i, j] = 100 * table[i, j] / max(table[:, j])  # <-
    return out


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


# ---- standardize: over_features
# kind: axis
# single edit: no
# part:
# cause: Mean and deviation are taken over the features.
def standardize(X):
    mu = np.mean(X, axis=0)  # <-
    sigma = np.std(X, axis=0)  # <-
    return (X - mu) / sigma


# ---- standardize: m_minus_one
# kind: misunderstanding
# single edit: no
# part:
# cause: It is the sample deviation, with m - 1 in place of m.
def standardize(X):
    n_x, m = X.shape
    mean = np.sum(X, axis=1, keepdims=True) / m
    centred = X - mean
    dev = np.sqrt(np.sum(centred ** 2, axis=1, keepdims=True) / (m - 1))  # <-
    return centred / dev


# ---- standardize: min_max
# kind: misunderstanding
# single edit: no
# part:
# cause: This scales to the range 0 to 1, which is another normalisation.
def standardize(X):
    low = X.min(axis=1, keepdims=True)
    high = X.max(axis=1, keepdims=True)
    return (X - low) / (high - low)  # <-


# ---- standardize: one_mean_for_all
# kind: two slips
# single edit: no
# part:
# cause: Mean and deviation are those of the whole array, and the deviation is squared.
def standardize(X):
    mean = np.mean(X)  # <-
    deviation = np.var(X)  # <-
    return (X - mean) / deviation


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


# ---- as_column: adds_axis_always
# kind: shape
# single edit: no
# part:
# cause: A new axis is added even where v has two already.
def as_column(v):
    column = v[:, np.newaxis]  # <-
    return column


# ---- as_column: sorted_numbers
# kind: function
# single edit: no
# part:
# cause: np.unique sorts the numbers and drops those that appear twice.
def as_column(v):
    values = np.unique(v)  # <-
    return values.reshape(-1, 1)


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


# ---- check_shapes: wrong_n
# kind: index
# single edit: yes
# part:
# cause: n_x is taken from the number of examples, so right arrays are refused.
def check_shapes(w, b, X, Y):
    n_x = X.shape[1]  # <-
    m = X.shape[1]
    assert w.shape == (n_x, 1), "w has the wrong shape"
    assert isinstance(b, float) or isinstance(b, int), "b has to be a number"
    assert Y.shape == (1, m), "Y has the wrong shape"


# ---- check_shapes: and_condition
# kind: operator
# single edit: yes
# part:
# cause: With "and" an error comes only if both sizes of w are wrong.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    if w.ndim != 2:
        raise ValueError("w has to be a column")
    if w.shape[0] != n_x and w.shape[1] != 1:  # <-
        raise ValueError("w does not fit X")
    if np.ndim(b) != 0:
        raise ValueError("b must be a number")
    if Y.shape != (1, m):
        raise ValueError("Y does not fit X")


# ---- check_shapes: only_sizes
# kind: misunderstanding
# single edit: no
# part:
# cause: It counts the entries, so arrays of the wrong shape with the right size pass.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    assert w.size == n_x, "w is wrong"  # <-
    assert np.size(b) == 1, "b is wrong"  # <-
    assert Y.size == m, "Y is wrong"  # <-


# ---- check_shapes: forgets_b
# kind: missing term
# single edit: no
# part:
# cause: b is not checked.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    assert w.shape == (n_x, 1), f"w: {w.shape}"  # <-
    assert Y.shape == (1, m), f"Y: {Y.shape}"  # <-


# ---- check_shapes: prints_only
# kind: misunderstanding
# single edit: no
# part:
# cause: The errors are caught and printed, so nobody is stopped.
def check_shapes(w, b, X, Y):
    try:
        assert w.shape == (X.shape[0], 1), "w"
        assert np.shape(b) == (), "b"
        assert Y.shape == (1, X.shape[1]), "Y"
    except AssertionError as error:
        print("wrong shape:", error)  # <-


# ---- check_shapes: compares_b_with_zero
# kind: misunderstanding
# single edit: no
# part:
# cause: b has to be a number, not to be zero.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    assert w.shape == (n_x, 1), "w has a wrong shape"
    assert np.all(b == 0), "b has a wrong shape"  # <-
    assert Y.shape == (1, m), "Y has a wrong shape"


# ---- check_shapes: row_for_w
# kind: index
# single edit: no
# part:
# cause: w is asked to be a row.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    if w.shape != (1, n_x):  # <-
        raise ValueError("w has the shape " + str(w.shape))
    if np.shape(b) != ():
        raise ValueError("b has the shape " + str(np.shape(b)))
    if Y.shape != (1, m):
        raise ValueError("Y has the shape " + str(Y.shape))


# ---- check_shapes: tuple_in_assert
# kind: misunderstanding
# single edit: no
# part:
# cause: A tuple in brackets is always true, so this assert never fails.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    assert w.shape == (n_x, 1), "w"
    assert np.shape(b) == (), "b"
    assert (Y.shape == (1, m), "Y")  # <-


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


# ---- log_likelihood: negative
# kind: sign
# single edit: yes
# part:
# cause: This is the negative of it, as in the cost.
def log_likelihood(A, Y):
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))  # <-


# ---- log_likelihood: averaged
# kind: averaging
# single edit: yes
# part:
# cause: It is divided by m; the sum is asked for.
def log_likelihood(A, Y):
    m = Y.shape[1]
    ll = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return ll / m  # <-


# ---- log_likelihood: no_log
# kind: missing term
# single edit: no
# part:
# cause: The probability itself is returned; its logarithm is asked for.
def log_likelihood(A, Y):
    likelihood = 1
    for i in range(A.shape[1]):
        if Y[0, i] == 1:
            likelihood = likelihood * A[0, i]
        else:
            likelihood = likelihood * (1 - A[0, i])
    return likelihood  # <-


# ---- log_likelihood: only_ones
# kind: missing term
# single edit: yes
# part:
# cause: Examples with the label 0 get the probability of 1.
def log_likelihood(A, Y):
    total = 0
    for a, y in zip(A[0], Y[0]):
        if y == 1:
            total += np.log(a)
        else:
            total += np.log(a)  # <-
    return total


# ---- log_likelihood: log_of_sum
# kind: brackets
# single edit: no
# part:
# cause: The probabilities are added before the logarithm is taken.
def log_likelihood(A, Y):
    p = Y * A + (1 - Y) * (1 - A)
    return np.log(np.sum(p))  # <-


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


# ---- pairwise_distances: rows_for_columns
# kind: axis
# single edit: no
# part:
# cause: It compares the rows, but the points are the columns.
def pairwise_distances(A, B):
    out = []
    for a in A:  # <-
        out.append([np.linalg.norm(a - b) for b in B.T])
    return np.array(out)


# ---- pairwise_distances: city_blocks
# kind: misunderstanding
# single edit: no
# part:
# cause: The absolute differences are added: this is another distance.
def pairwise_distances(A, B):
    diff = A[:, :, None] - B[:, None, :]
    return np.abs(diff).sum(axis=0)  # <-


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


# ---- cost_from_scores: no_bound
# kind: misunderstanding
# single edit: no
# part:
# cause: Z is used where the sigmoid of Z is needed.
def cost_from_scores(Z, Y):
    A = np.clip(Z, 1e-10, 1 - 1e-10)  # <-
    return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


# ---- cost_from_scores: absolute_forgotten
# kind: function
# single edit: no
# part:
# cause: Without the absolute value the exponential is that of -Z, which doubles the part of negative scores.
def cost_from_scores(Z, Y):
    m = Z.shape[1]
    stable = np.maximum(Z, 0) - Z * Y
    return np.sum(stable + np.log1p(np.exp(-Z))) / m  # <-


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
