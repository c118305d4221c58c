# ---- forward: one_row_an_example
# kind: transposition
# single edit: no
# part:
# cause: X.T times w gives a column (m, 1); a row (1, m) is asked for.
def forward(w, b, X):
    z = np.dot(X.T, w) + b  # <-
    return sigmoid(z)  # <-

# ---- forward: bias_after_sigmoid
# kind: brackets
# single edit: no
# part:
# cause: The bias is added to the output of the sigmoid and not to its input.
def forward(w, b, X):
    n_x, m = X.shape
    A = np.zeros((1, m))
    for i in range(m):
        A[0, i] = sigmoid(np.dot(w[:, 0], X[:, i])) + b  # <-
    return A

# ---- forward: sum_along_the_examples
# kind: axis
# single edit: yes
# part:
# cause: The products are added up over the examples, not over the features.
def forward(w, b, X):
    Z = np.sum(w * X, axis=1, keepdims=True) + b  # <-
    return sigmoid(Z)

# ---- initialize_with_zeros: bracket_too_late
# kind: error
# single edit: no
# part:
# cause: The 0.0 for b stands inside the brackets of np.zeros, which takes it for a kind of numbers.
def initialize_with_zeros(dim):
    w, b = np.zeros((dim, 1), 0.0)  # <-
    return w, b

# ---- initialize_with_zeros: small_random_weights
# kind: initialisation
# single edit: no
# part: w
# cause: The weights are small random numbers, where zeros are asked for.
def initialize_with_zeros(dim):
    # breaking symmetry
    w = np.random.randn(dim, 1) * 0.01  # <-
    b = 0.0
    return w, b

# ---- initialize_with_zeros: bias_as_array
# kind: container
# single edit: no
# part: b
# cause: b is an array of shape (1, 1) and not a number.
def initialize_with_zeros(dim):
    w = np.zeros(shape=(dim, 1))
    b = np.zeros(shape=(1, 1))  # <-
    return w, b

# ---- initialize_with_zeros: parameters_in_a_dict
# kind: container
# single edit: no
# part:
# cause: A dict is returned, where the pair (w, b) is asked for.
def initialize_with_zeros(dim):
    canshu = {}
    canshu["w"] = np.zeros((dim, 1))
    canshu["b"] = 0.0
    return canshu  # <-

# ---- propagate: features_counted
# kind: index
# single edit: yes
# part:
# cause: m is the number of features, since shape[0] is read, and not that of examples.
def propagate(w, b, X, Y):
    m = X.shape[0]  # <-
    A = forward(w, b, X)
    cost = (-1 / m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = (1 / m) * np.dot(X, (A - Y).T)
    db = (1 / m) * np.sum(A - Y)
    return {"dw": dw, "db": db}, cost

# ---- propagate: flat_gradient
# kind: shape
# single edit: yes
# part: dw
# cause: The mean over the examples drops an axis, so dw has the shape (n_x,) and not (n_x, 1).
def propagate(w, b, X, Y):
    A = forward(w, b, X)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    error = A - Y
    dw = np.mean(X * error, axis=1)  # <-
    db = np.mean(error)
    grads = {"dw": dw, "db": db}
    return grads, cost

# ---- propagate: squared_error_slope
# kind: extra factor
# single edit: no
# part: db, dw
# cause: A - Y is multiplied by the slope of the sigmoid, which belongs to the squared error and not to this loss.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    # 链式法则 dz = da * g'(z)
    dZ = (A - Y) * A * (1 - A)  # <-
    dw = np.dot(X, dZ.T) / m
    db = np.sum(dZ) / m
    grads = {"dw": dw,
             "db": db}
    return grads, cost

# ---- propagate: one_minus_label_lost
# kind: missing factor
# single edit: no
# part: cost
# cause: The second term of the cost is not multiplied by 1 - Y, so it counts for every example.
def propagate(w, b, X, Y):
    m = Y.shape[1]
    A = forward(w, b, X)
    loss = Y * np.log(A) + np.log(1 - A)  # <-
    cost = -loss.sum() / m
    dz = A - Y
    dw = X @ dz.T / m
    db = dz.sum() / m
    return dict(dw=dw, db=db), cost

# ---- propagate: loop_column_without_axis
# kind: error
# single edit: no
# part:
# cause: X[:, i] has the shape (n_x,) and cannot be added to the column dw in place.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = 0.0
    dw = np.zeros(w.shape)
    db = 0.0
    for i in range(m):
        a = A[0, i]
        y = Y[0, i]
        cost += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dz = a - y
        dw += X[:, i] * dz  # <-
        db += dz
    return {"dw": dw / m, "db": db / m}, cost / m

# ---- propagate: score_for_probability
# kind: function
# single edit: yes
# part:
# cause: A is the weighted sum; the sigmoid is not applied to it.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = np.dot(w.T, X) + b  # <-
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost

# ---- propagate: second_dot_without_transpose
# kind: error
# single edit: yes
# part:
# cause: In the second product of the cost the logarithm is not transposed, and two rows cannot be multiplied.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A))) / m  # <-
    cost = np.squeeze(cost)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost

# ---- propagate: mean_over_table
# kind: averaging
# single edit: no
# part: dw
# cause: np.mean over the whole table X * dZ averages over the features as well, and gives one number for all weights.
def propagate(w, b, X, Y):
    A = forward(w, b, X)
    cost = np.mean(-Y * np.log(A) - (1 - Y) * np.log(1 - A))
    dZ = A - Y
    dw = np.ones(w.shape) * np.mean(X * dZ)  # <-
    db = np.mean(dZ)
    return {"dw": dw, "db": db}, cost

# ---- propagate: gradients_of_rounded_output
# kind: misunderstanding
# single edit: no
# part: db, dw
# cause: The labels that the neuron predicts are compared with Y, where its probabilities are needed.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = forward(w, b, X)
    cost = -(1 / m) * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    yuce = (A > 0.5) * 1   # 预测值  # <-
    dw = np.dot(X, (yuce - Y).T) / m  # <-
    db = np.sum(yuce - Y) / m  # <-
    return {"dw": dw, "db": db}, cost

# ---- optimize: minus_equals_on_w
# kind: in place
# single edit: yes
# part:
# cause: -= changes the very array w that the caller handed in.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w -= learning_rate * grads["dw"]  # <-
        b -= learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": w, "b": b}
    return params, grads, costs

# ---- optimize: first_cost_left_out
# kind: extra term
# single edit: no
# part: costs
# cause: The cost at iteration 0 is left out by the condition i > 0.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        dw = grads["dw"]
        db = grads["db"]
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i > 0 and i % 100 == 0:  # <-
            costs.append(cost)
            if print_cost:
                print(i, cost)
    return {"w": w, "b": b}, {"dw": dw, "db": db}, costs

# ---- optimize: fresh_gradients_at_the_end
# kind: stale value
# single edit: no
# part: db, dw
# cause: The gradients are computed once more after the last step; those that the last step used are asked for.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    grads, cost = propagate(w, b, X, Y)  # <-
    return {"w": w, "b": b}, grads, costs

# ---- optimize: bias_in_a_second_pass
# kind: algorithm
# single edit: no
# part:
# cause: The gradient of b is taken after w has moved already; one step moves both from the same place.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        # step for w
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * grads["dw"]
        # step for b
        grads, cost = propagate(w, b, X, Y)  # <-
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs

# ---- optimize: result_packed_too_early
# kind: stale value
# single edit: yes
# part: b, w
# cause: params is made before the loop and keeps the first w and b.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    params = {"w": w, "b": b}  # <-
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return params, grads, costs

# ---- optimize: every_cost_anew
# kind: misunderstanding
# single edit: no
# part: costs
# cause: The cost of every iteration is kept, not that of every hundredth.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    i = 0
    while i < num_iterations:
        grads, cost = propagate(w, b, X, Y)
        costs.append(cost)  # <-
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
        i += 1
    return {"w": w, "b": b}, grads, costs

# ---- optimize: rate_over_iterations
# kind: extra factor
# single edit: no
# part:
# cause: The learning rate is divided by the number of iterations.
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    step = learning_rate / num_iterations  # <-
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - step * grads["dw"]
        b = b - step * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    params = {"w": w, "b": b}
    return params, grads, costs

# ---- predict: loop_over_the_single_row
# kind: index
# single edit: yes
# part:
# cause: The loop runs over the one row of A and not over its columns, so only the first example gets a label.
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = forward(w, b, X)
    for i in range(A.shape[0]):  # <-
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
    return Y_prediction

# ---- predict: largest_of_one
# kind: misunderstanding
# single edit: no
# part:
# cause: argmax over the single row is 0 for each example; the output has to be compared with 0.5.
def predict(w, b, X):
    A = forward(w, b, X)
    labels = np.argmax(A, axis=0)  # <-
    return labels.reshape(1, X.shape[1])

# ---- predict: above_average
# kind: misunderstanding
# single edit: no
# part:
# cause: The outputs are compared with their own mean and not with 0.5.
def predict(w, b, X):
    A = forward(w, b, X)
    junzhi = np.mean(A)  # <-
    return np.where(A > junzhi, 1, 0)  # <-

# ---- model: one_step_less_wide
# kind: index
# single edit: yes
# part:
# cause: The weights are given as many entries as there are examples, not features.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[1])  # <-
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w = params["w"]
    b = params["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    d = {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train,
         "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}
    return d

# ---- model: two_of_three_results
# kind: error
# single edit: no
# part:
# cause: optimize returns three things, and they are unpacked into two names.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)  # <-
    w, b = params["w"], params["b"]
    return {
        "costs": costs,
        "Y_prediction_test": predict(w, b, X_test),
        "Y_prediction_train": predict(w, b, X_train),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }

# ---- model: trained_on_everything
# kind: misunderstanding
# single edit: no
# part:
# cause: The test examples are added to those that are trained on.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    X_all = np.concatenate((X_train, X_test), axis=1)  # <-
    Y_all = np.concatenate((Y_train, Y_test), axis=1)  # <-
    w, b = initialize_with_zeros(X_all.shape[0])
    params, grads, costs = optimize(w, b, X_all, Y_all, num_iterations, learning_rate, print_cost)  # <-
    w, b = params["w"], params["b"]
    d = {}
    d["costs"] = costs
    d["Y_prediction_test"] = predict(w, b, X_test)
    d["Y_prediction_train"] = predict(w, b, X_train)
    d["w"] = w
    d["b"] = b
    d["learning_rate"] = learning_rate
    d["num_iterations"] = num_iterations
    return d

# ---- model: predicts_with_zeros
# kind: stale value
# single edit: no
# part: Y_prediction_test, Y_prediction_train, b, w
# cause: The trained parameters are not taken out of params, so the zeros of the start predict and are returned.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    # 初始化
    w, b = initialize_with_zeros(X_train.shape[0])
    # 梯度下降
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)  # <-
    # 预测
    Y_prediction_test = predict(w, b, X_test)  # <-
    Y_prediction_train = predict(w, b, X_train)  # <-
    return {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train,
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}

# ---- model: keywords_with_numbers
# kind: constant
# single edit: no
# part:
# cause: Fixed numbers are passed on to optimize and not the num_iterations and learning_rate of the caller.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(len(X_train))
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations=2000, learning_rate=0.5)  # <-
    return {"costs": costs,
            "Y_prediction_test": predict(params["w"], params["b"], X_test),
            "Y_prediction_train": predict(params["w"], params["b"], X_train),
            "w": params["w"],
            "b": params["b"],
            "learning_rate": learning_rate,
            "num_iterations": num_iterations}

# ---- model: test_predicted_from_training
# kind: wrong variable
# single edit: yes
# part: Y_prediction_test
# cause: The training examples are predicted a second time in place of the test examples.
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    n_x = X_train.shape[0]
    w, b = initialize_with_zeros(n_x)
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = params["w"], params["b"]
    train = predict(w, b, X_train)
    test = predict(w, b, X_train)  # <-
    return {"costs": costs, "Y_prediction_test": test, "Y_prediction_train": train, "w": w, "b": b,
            "learning_rate": learning_rate, "num_iterations": num_iterations}

# ---- log_likelihood: log_of_the_sum
# kind: function
# single edit: yes
# part:
# cause: The probabilities of the examples are added before the logarithm; they have to be multiplied.
def log_likelihood(A, Y):
    p = A ** Y * (1 - A) ** (1 - Y)
    return np.log(np.sum(p))  # <-

# ---- log_likelihood: ones_only_anew
# kind: missing term
# single edit: no
# part:
# cause: Only the examples with label 1 are counted; the term for label 0 is missing.
def log_likelihood(A, Y):
    total = 0.0
    for a, y in zip(A[0], Y[0]):
        if y == 1:
            total += np.log(a)  # <-
    return total  # <-

# ---- log_likelihood: this_is_the_cost
# kind: misunderstanding
# single edit: no
# part:
# cause: The cost is returned, with a minus and divided by m; the log-likelihood is the plain sum.
def log_likelihood(A, Y):
    m = A.shape[1]
    ll = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return -ll / m  # <-

# ---- cost_from_scores: exponential_of_z
# kind: function
# single edit: yes
# part:
# cause: The absolute value of Z is missing in the exponent, so the formula only holds for positive Z.
def cost_from_scores(Z, Y):
    terms = np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-Z))  # <-
    return np.mean(terms)

# ---- cost_from_scores: both_branches_by_sign
# kind: algorithm
# single edit: no
# part:
# cause: The branch is chosen by the sign of Z, and the label is ignored.
def cost_from_scores(Z, Y):
    m = Z.shape[1]
    total = 0.0
    for i in range(m):
        z = Z[0, i]
        if z >= 0:  # <-
            total += np.log1p(np.exp(-z))  # <-
        else:
            total += np.log1p(np.exp(z))  # <-
    return total / m

# ---- cost_from_scores: sum_of_losses
# kind: averaging
# single edit: yes
# part:
# cause: The losses are added up and not averaged.
def cost_from_scores(Z, Y):
    losses = np.logaddexp(0, Z) - Y * Z
    return np.sum(losses)  # <-
