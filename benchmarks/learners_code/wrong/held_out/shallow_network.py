# ---- layer_sizes: examples_for_units
# kind: index
# single edit: yes
# part: n_x, n_y
# cause: shape[1] is the number of examples; the units are counted by shape[0].
def layer_sizes(X, Y):
    n_x = X.shape[1]  # <-
    n_h = 4
    n_y = Y.shape[1]  # <-
    return (n_x, n_h, n_y)

# ---- layer_sizes: rule_of_thumb
# kind: misunderstanding
# single edit: no
# part: n_h
# cause: The hidden layer's size is computed from the other two, where 4 is given.
def layer_sizes(X, Y):
    n_x = X.shape[0]
    n_y = Y.shape[0]
    # hidden layer: between input and output
    n_h = (n_x + n_y) // 2 + 1  # <-
    return n_x, n_h, n_y

# ---- layer_sizes: number_of_entries
# kind: function
# single edit: no
# part: n_x, n_y
# cause: size counts all entries of the array, units times examples, and not the units.
def layer_sizes(X, Y):
    n_x, n_h, n_y = X.size, 4, Y.size  # <-
    return n_x, n_h, n_y

# ---- forward_one: values_in_wrong_order
# kind: container
# single edit: yes
# part:
# cause: The values of the dict come as W1, b1, W2, b2, and they are unpacked as W1, W2, b1, b2.
def forward_one(x, parameters):
    W1, W2, b1, b2 = parameters.values()  # <-
    a1 = sigmoid(np.dot(W1, x) + b1)
    a2 = sigmoid(np.dot(W2, a1) + b2)
    return a2

# ---- forward_one: flat_example
# kind: shape
# single edit: yes
# part:
# cause: x is made flat, so adding the column b1 spreads it out to a square.
def forward_one(x, parameters):
    x = x.flatten()  # <-
    z1 = np.dot(parameters["W1"], x) + parameters["b1"]
    a1 = sigmoid(z1)
    z2 = np.dot(parameters["W2"], a1) + parameters["b2"]
    a2 = sigmoid(z2)
    return a2

# ---- forward_one: tanh_of_next_lecture
# kind: function
# single edit: yes
# part:
# cause: The hidden layer uses tanh; in this exercise both layers use the sigmoid.
def forward_one(x, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    a1 = np.tanh(W1 @ x + b1)  # <-
    a2 = sigmoid(W2 @ a1 + b2)
    return a2

# ---- forward_one: one_activation_at_the_end
# kind: missing term
# single edit: no
# part:
# cause: The hidden layer hands on z1; its activation is missing.
def forward_one(x, parameters):
    z1 = np.dot(parameters["W1"], x) + parameters["b1"]
    z2 = np.dot(parameters["W2"], z1) + parameters["b2"]  # <-
    return sigmoid(z2)

# ---- forward_propagation: tanh_in_first_line_too
# kind: extra factor
# single edit: no
# part:
# cause: tanh is applied where Z1 is computed, and once more for A1.
def forward_propagation(X, parameters):
    Z1 = np.tanh(np.dot(parameters["W1"], X) + parameters["b1"])  # <-
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache

# ---- forward_propagation: row_of_biases
# kind: error
# single edit: yes
# part:
# cause: b1 is transposed to a row, which does not fit to the m columns of Z1.
def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = np.dot(W1, X) + b1.T  # <-
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# ---- forward_propagation: cache_as_tuple_anew
# kind: container
# single edit: no
# part: cache
# cause: The cache is a tuple, where a dict with names is asked for.
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)
    cache = (Z1, A1, Z2, A2)  # <-
    return A2, cache

# ---- forward_propagation: same_array_under_two_names
# kind: in place
# single edit: no
# part: Z1
# cause: A1 is only another name for Z1, and tanh is written into it, so the cache has A1 under both names.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = Z1  # <-
    np.tanh(A1, out=A1)  # <-
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# ---- forward_propagation: two_layers_in_a_loop
# kind: algorithm
# single edit: no
# part: A2
# cause: The loop uses tanh for both layers; the output layer has the sigmoid.
def forward_propagation(X, parameters):
    cache = {}
    A = X
    for l in ["1", "2"]:
        Z = np.dot(parameters["W" + l], A) + parameters["b" + l]
        A = np.tanh(Z)  # <-
        cache["Z" + l] = Z
        cache["A" + l] = A
    return A, cache

# ---- tanh: brackets_below_lost
# kind: brackets
# single edit: no
# part:
# cause: Without brackets only e^z is the denominator, and e^-z is added afterwards.
def tanh(z):
    return (np.exp(z) - np.exp(-z)) / np.exp(z) + np.exp(-z)  # <-

# ---- tanh: sigmoid_stretched_one_way
# kind: missing factor
# single edit: no
# part:
# cause: tanh z is 2 sigmoid(2z) - 1; the 2 inside is missing.
def tanh(z):
    # tanh 是 sigmoid 平移后的版本
    return 2 * sigmoid(z) - 1  # <-

# ---- tanh: trigonometric
# kind: misunderstanding
# single edit: no
# part:
# cause: sin / cos is the tangent of an angle and not the hyperbolic one.
def tanh(z):
    zaehler = np.sin(z)  # <-
    nenner = np.cos(z)  # <-
    return zaehler / nenner  # <-

# ---- leaky_relu: larger_of_zero_and_leak
# kind: misunderstanding
# single edit: yes
# part:
# cause: The larger of 0 and slope * z never leaks and makes positive z small; z has to stand in place of 0.
def leaky_relu(z, slope=0.01):
    return np.maximum(0, slope * z)  # <-

# ---- leaky_relu: subtracts_the_leak
# kind: sign
# single edit: yes
# part:
# cause: The leak is subtracted, so negative z give positive numbers.
def leaky_relu(z, slope=0.01):
    pos = np.maximum(0, z)
    neg = np.minimum(0, z)
    return pos - slope * neg  # <-

# ---- leaky_relu: one_number_at_a_time
# kind: error
# single edit: no
# part:
# cause: The conditional expression needs one truth value, but z is an array.
def leaky_relu(z, slope=0.01):
    return z if z > 0 else slope * z  # <-

# ---- collapse_linear: reading_order
# kind: argument order
# single edit: yes
# part:
# cause: The first layer's weights must stand on the right of the product; the matrices do not fit this way.
def collapse_linear(W1, b1, W2, b2):
    W = np.dot(W1, W2)  # <-
    b = np.dot(W2, b1) + b2
    return W, b

# ---- collapse_linear: biases_just_added
# kind: missing factor
# single edit: no
# part:
# cause: b1 has to pass through W2 before b2 is added; the two biases do not fit to each other.
def collapse_linear(W1, b1, W2, b2):
    W = W2 @ W1
    b = b1 + b2  # <-
    return W, b

# ---- collapse_linear: bias_through_new_weights
# kind: missing term
# single edit: no
# part: b
# cause: The second layer's own bias b2 is left out.
def collapse_linear(W1, b1, W2, b2):
    # a2 = W2 (W1 x + b1) + b2
    new_W = np.matmul(W2, W1)
    new_b = np.matmul(W2, b1)  # <-
    return new_W, new_b

# ---- sigmoid_derivative: z_taken_for_a
# kind: misunderstanding
# single edit: yes
# part:
# cause: The formula a (1 - a) is used with z, without the sigmoid.
def sigmoid_derivative(z):
    return z * (1 - z)  # <-

# ---- sigmoid_derivative: square_below_forgotten
# kind: missing factor
# single edit: no
# part:
# cause: By the quotient rule the denominator has to be squared.
def sigmoid_derivative(z):
    fenzi = np.exp(-z)
    fenmu = 1 + np.exp(-z)
    return fenzi / fenmu  # <-

# ---- sigmoid_derivative: inner_minus
# kind: sign
# single edit: yes
# part:
# cause: The minus of the outer derivative is kept, but the inner one, of -z, is forgotten, so the slope is negative.
def sigmoid_derivative(z):
    # (1 + e^-z)^-1, chain rule
    e = np.exp(-z)
    return -(1 + e) ** (-2) * e  # <-

# ---- tanh_derivative: square_of_all
# kind: brackets
# single edit: no
# part:
# cause: The whole 1 - tanh z is squared, not only tanh z.
def tanh_derivative(z):
    a = tanh(z)
    return (1 - a) ** 2  # <-

# ---- tanh_derivative: like_the_sigmoid
# kind: misunderstanding
# single edit: no
# part:
# cause: a (1 - a) is the slope of the sigmoid; that of tanh is 1 - a².
def tanh_derivative(z):
    a = np.tanh(z)
    da = a * (1 - a)  # <-
    return da

# ---- tanh_derivative: double_power
# kind: operator
# single edit: yes
# part:
# cause: tanh z is multiplied by 2 and not raised to the power of 2.
def tanh_derivative(z):
    t = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return 1 - t * 2  # <-

# ---- relu_derivative: relu_once_more
# kind: misunderstanding
# single edit: no
# part:
# cause: Where z is positive, z itself is returned and not the slope 1.
def relu_derivative(z):
    return np.where(z > 0, z, 0)  # <-

# ---- relu_derivative: overwritten_z
# kind: in place
# single edit: yes
# part:
# cause: Zeros and ones are written into the caller's z.
def relu_derivative(z):
    dz = z  # <-
    dz[dz > 0] = 1  # <-
    dz[dz <= 0] = 0  # <-
    return dz

# ---- relu_derivative: sign_of_z
# kind: function
# single edit: no
# part:
# cause: np.sign gives -1 for negative z, where the slope is 0.
def relu_derivative(z):
    return np.sign(z) * 1.0  # <-

# ---- leaky_relu_derivative: not_derived_on_the_left
# kind: extra factor
# single edit: no
# part:
# cause: On the left slope * z is the function itself; its slope is slope alone.
def leaky_relu_derivative(z, slope=0.01):
    return np.where(z > 0, 1, slope * z)  # <-

# ---- leaky_relu_derivative: no_slope_on_the_left
# kind: missing term
# single edit: no
# part:
# cause: The zeros for negative z are not replaced by slope; this is the slope of plain ReLU.
def leaky_relu_derivative(z, slope=0.01):
    dao = np.zeros(z.shape)  # <-
    dao[z > 0] = 1
    # z < 0 的时候
    return dao

# ---- leaky_relu_derivative: typed_default
# kind: constant
# single edit: yes
# part:
# cause: The default 0.01 is written down and the argument slope is not used.
def leaky_relu_derivative(z, slope=0.01):
    g = np.ones_like(z, dtype=float)
    g[z <= 0] = 0.01  # <-
    return g

# ---- compute_cost: product_in_the_logarithm
# kind: brackets
# single edit: no
# part:
# cause: The labels are multiplied inside the logarithm, which gives log 0.
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.log(A2 * Y) + np.log((1 - A2) * (1 - Y))  # <-
    cost = -np.sum(logprobs) / m
    return cost

# ---- compute_cost: first_half_of_formula
# kind: missing term
# single edit: no
# part:
# cause: The term of the examples with label 0 is missing.
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)  # <-
    cost = -np.sum(logprobs) / m  # <-
    return float(cost)

# ---- compute_cost: rows_of_labels
# kind: index
# single edit: yes
# part:
# cause: Y has one row, so the sum is divided by 1 and not by the number of examples.
def compute_cost(A2, Y):
    cost = np.sum(-Y * np.log(A2) - (1 - Y) * np.log(1 - A2))
    return cost / Y.shape[0]  # <-

# ---- compute_cost: misses_on_both
# kind: wrong variable
# single edit: yes
# part:
# cause: The second term multiplies 1 - Y by the logarithm of 1 - Y, not of 1 - A2.
def compute_cost(A2, Y):
    m = Y.shape[1]
    one = np.sum(Y * np.log(A2))
    zero = np.sum((1 - Y) * np.log(1 - Y + 1e-8))  # <-
    return -(one + zero) / m

# ---- backward_propagation: inputs_squared_in_slope
# kind: wrong variable
# single edit: yes
# part: dW1, db1
# cause: The slope of tanh is 1 - A1²; Z1 is squared.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2, Z1 = cache["A1"], cache["A2"], cache["Z1"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - np.power(Z1, 2))  # <-
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- backward_propagation: divided_from_the_start
# kind: averaging
# single edit: yes
# part:
# cause: dZ2 is divided by m, and all gradients that follow from it are divided by m again.
def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    dZ2 = (cache["A2"] - Y) / m  # <-
    dW2 = dZ2 @ cache["A1"].T / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dA1 = parameters["W2"].T @ dZ2
    dZ1 = dA1 * (1 - cache["A1"] ** 2)
    dW1 = dZ1 @ X.T / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- backward_propagation: works_for_one_output
# kind: operator
# single edit: yes
# part:
# cause: W2.T and dZ2 are multiplied entry by entry, which is right by chance for one output row only.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    A2 = cache["A2"]
    W2 = parameters["W2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = W2.T * dZ2 * (1 - A1 * A1)  # <-
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    return grads

# ---- backward_propagation: cache_in_forward_order
# kind: container
# single edit: yes
# part:
# cause: The values of the cache come as Z1, A1, Z2, A2, and they are unpacked with A2 before Z2.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    Z1, A1, A2, Z2 = cache.values()  # <-
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- backward_propagation: loss_slope_taken_for_dZ2
# kind: missing factor
# single edit: no
# part:
# cause: This is the slope of the loss for A2; the slope of the sigmoid is not multiplied, so it is not dZ2.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = -Y / A2 + (1 - Y) / (1 - A2)  # <-
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 ** 2)
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- backward_propagation: everything_divided_but_db
# kind: averaging
# single edit: yes
# part: db1, db2
# cause: The sums for the biases are not divided by m.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True)  # <-
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True)  # <-
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- backward_propagation: one_example_after_the_other
# kind: loop
# single edit: no
# part: dW1, db1
# cause: dW1 and db1 are replaced by those of each example and not added up, as those of layer 2 are.
def backward_propagation(parameters, cache, X, Y):
    n_x, m = X.shape
    W2 = parameters["W2"]
    dW2 = np.zeros(W2.shape)
    db2 = np.zeros(parameters["b2"].shape)
    for i in range(m):
        x = X[:, i:i + 1]
        y = Y[:, i:i + 1]
        a1 = cache["A1"][:, i:i + 1]
        a2 = cache["A2"][:, i:i + 1]
        dz2 = a2 - y
        dW2 += np.dot(dz2, a1.T)
        db2 += dz2
        dz1 = np.dot(W2.T, dz2) * (1 - a1 ** 2)
        dW1 = np.dot(dz1, x.T)  # <-
        db1 = dz1  # <-
    return {"dW1": dW1 / m, "db1": db1 / m, "dW2": dW2 / m, "db2": db2 / m}

# ---- backward_propagation: sum_of_everything
# kind: axis
# single edit: no
# part: db1
# cause: db1 is summed over the units as well, because axis and keepdims are missing.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    # 第二层
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    # 第一层
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1) / m  # <-
    grads = {"dW1": dW1,
             "db1": db1,
             "dW2": dW2,
             "db2": db2}
    return grads

# ---- backward_propagation: gate_of_relu
# kind: function
# single edit: no
# part: dW1, db1
# cause: The slope of ReLU is used for the hidden layer, which has tanh.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    dA1 = np.dot(parameters["W2"].T, dZ2)
    dZ1 = dA1 * (cache["Z1"] > 0)  # <-
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}

# ---- update_parameters: biases_forgotten
# kind: missing term
# single edit: no
# part: b1, b2
# cause: Only the weights make a step; the biases are returned as they were.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    return {"W1": W1, "b1": parameters["b1"], "W2": W2, "b2": parameters["b2"]}  # <-

# ---- update_parameters: own_rate_again
# kind: constant
# single edit: yes
# part:
# cause: learning_rate is set to 1.2 inside, so the caller's rate is lost.
def update_parameters(parameters, grads, learning_rate=1.2):
    learning_rate = 1.2  # <-
    new = {}
    for name in ["W1", "b1", "W2", "b2"]:
        new[name] = parameters[name] - learning_rate * grads["d" + name]
    return new

# ---- update_parameters: old_dict_returned
# kind: stale value
# single edit: no
# part:
# cause: The new arrays are computed, but the old dict is returned.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    W1 = W1 - learning_rate * grads["dW1"]
    b1 = b1 - learning_rate * grads["db1"]
    W2 = W2 - learning_rate * grads["dW2"]
    b2 = b2 - learning_rate * grads["db2"]
    return parameters  # <-

# ---- update_parameters: pasted_line
# kind: error
# single edit: yes
# part:
# cause: The line for W2 was pasted and still has dW1, whose shape is another.
def update_parameters(parameters, grads, learning_rate=1.2):
    alpha = learning_rate
    W1 = parameters["W1"] - alpha * grads["dW1"]
    b1 = parameters["b1"] - alpha * grads["db1"]
    W2 = parameters["W2"] - alpha * grads["dW1"]  # <-
    b2 = parameters["b2"] - alpha * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# ---- gradient_check_network: weights_only_anew
# kind: missing term
# single edit: no
# part:
# cause: The loop checks W1 and W2 only and leaves out the biases.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    analytic = []
    numeric = []
    for name in ("W1", "W2"):  # <-
        rows, cols = parameters[name].shape
        for i in range(rows):
            for j in range(cols):
                costs = []
                for s in (eps, -eps):
                    p = {key: value.copy() for key, value in parameters.items()}
                    p[name][i, j] += s
                    A2, _ = forward_propagation(X, p)
                    costs.append(compute_cost(A2, Y))
                numeric.append((costs[0] - costs[1]) / (2 * eps))
                analytic.append(grads["d" + name][i, j])
    g, n = np.array(analytic), np.array(numeric)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))

# ---- gradient_check_network: mean_of_four_ratios
# kind: algorithm
# single edit: no
# part:
# cause: A ratio is computed for each array, and the mean of the four is returned; all gradients belong into one vector.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    ratios = []
    for name in parameters:
        num = np.zeros(parameters[name].shape)
        for idx in np.ndindex(num.shape):
            plus = copy.deepcopy(parameters)
            minus = copy.deepcopy(parameters)
            plus[name][idx] += eps
            minus[name][idx] -= eps
            J1 = compute_cost(forward_propagation(X, plus)[0], Y)
            J2 = compute_cost(forward_propagation(X, minus)[0], Y)
            num[idx] = (J1 - J2) / (2 * eps)
        g = grads["d" + name]
        ratios.append(np.linalg.norm(g - num) / (np.linalg.norm(g) + np.linalg.norm(num)))  # <-
    return np.mean(ratios)  # <-

# ---- gradient_check_network: moved_where_it_stood
# kind: in place
# single edit: no
# part:
# cause: The entries of the caller's own arrays are moved, and they are not moved back to where they were.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    fenzi = 0
    g2 = 0
    n2 = 0
    for name in ["W1", "b1", "W2", "b2"]:
        P = parameters[name]  # <-
        for i in range(P.shape[0]):
            for j in range(P.shape[1]):
                P[i, j] += eps  # <-
                J_plus = compute_cost(forward_propagation(X, parameters)[0], Y)
                P[i, j] -= 2 * eps  # <-
                J_minus = compute_cost(forward_propagation(X, parameters)[0], Y)
                n = (J_plus - J_minus) / (2 * eps)
                g = grads["d" + name][i, j]
                fenzi += (g - n) ** 2
                g2 += g ** 2
                n2 += n ** 2
    return np.sqrt(fenzi) / (np.sqrt(g2) + np.sqrt(n2))

# ---- gradient_check_network: one_length_below
# kind: missing term
# single edit: no
# part:
# cause: The difference is divided by the length of the numerical gradients alone, and that of g is missing.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    def J(theta):
        A2, _ = forward_propagation(X, theta)
        return compute_cost(A2, Y)

    g_all, n_all = [], []
    for key in parameters:
        for idx in np.ndindex(*parameters[key].shape):
            up, down = copy.deepcopy(parameters), copy.deepcopy(parameters)
            up[key][idx] += eps
            down[key][idx] -= eps
            n_all.append((J(up) - J(down)) / (2 * eps))
            g_all.append(grads["d" + key][idx])
    g_all = np.array(g_all)
    n_all = np.array(n_all)
    return np.linalg.norm(g_all - n_all) / np.linalg.norm(n_all)  # <-

# ---- initialize_parameters: equal_units
# kind: initialisation
# single edit: no
# part: W1
# cause: One random row is repeated for all hidden units, so they are all alike.
def initialize_parameters(n_x, n_h, n_y):
    row = np.random.randn(1, n_x) * 0.01
    W1 = np.repeat(row, n_h, axis=0)  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# ---- initialize_parameters: shape_in_brackets
# kind: error
# single edit: no
# part:
# cause: np.random.randn takes the sizes one by one and not as a tuple.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn((n_h, n_x)) * 0.01  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn((n_y, n_h)) * 0.01  # <-
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# ---- initialize_parameters: only_positive
# kind: function
# single edit: yes
# part: W1, W2
# cause: np.random.rand draws numbers from 0 to 1, so that no weight is negative.
def initialize_parameters(n_x, n_h, n_y):
    scale = 0.01
    parameters = {
        "W1": np.random.rand(n_h, n_x) * scale,  # <-
        "b1": np.zeros([n_h, 1]),
        "W2": np.random.rand(n_y, n_h) * scale,  # <-
        "b2": np.zeros([n_y, 1]),
    }
    return parameters

# ---- initialize_parameters: random_biases
# kind: initialisation
# single edit: no
# part: b1, b2
# cause: The biases are random as well, where zeros are asked for.
def initialize_parameters(n_x, n_h, n_y):
    def suiji(rows, cols):
        return 0.01 * np.random.randn(rows, cols)

    return {"W1": suiji(n_h, n_x), "b1": suiji(n_h, 1), "W2": suiji(n_y, n_h), "b2": suiji(n_y, 1)}  # <-

# ---- hidden_unit_spread: neighbours_only_anew
# kind: algorithm
# single edit: no
# part:
# cause: Only units that follow each other are compared, not all pairs.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    W1 = parameters["W1"]
    largest = 0.0
    for i in range(W1.shape[0] - 1):
        d = np.max(np.abs(W1[i] - W1[i + 1]))  # <-
        if d > largest:
            largest = d
    return largest

# ---- hidden_unit_spread: along_the_inputs
# kind: axis
# single edit: yes
# part:
# cause: The spread is taken along the inputs of one unit, not between the units.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    W1 = parameters["W1"]
    spread = np.max(W1, axis=1) - np.min(W1, axis=1)  # <-
    return np.max(spread)

# ---- hidden_unit_spread: weights_of_the_start
# kind: stale value
# single edit: yes
# part:
# cause: W1 is taken out before the training, so the first weights are compared.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    W1 = parameters["W1"]  # <-
    for k in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    max_diff = 0
    for i in range(len(W1)):
        for j in range(len(W1)):
            max_diff = max(max_diff, np.abs(W1[i] - W1[j]).max())
    return max_diff

# ---- hidden_unit_spread: default_rate
# kind: helper
# single edit: no
# part:
# cause: learning_rate is not passed on, so update_parameters takes its own default.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for t in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)  # <-
    W1 = parameters["W1"]
    return np.max(W1.max(axis=0) - W1.min(axis=0))

# ---- nn_model: four_hidden_units_again
# kind: wrong variable
# single edit: yes
# part:
# cause: layer_sizes overwrites n_h with its 4, and the caller's n_h is lost.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_h, n_y = layer_sizes(X, Y)  # <-
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters

# ---- nn_model: update_thrown_away
# kind: helper
# single edit: no
# part:
# cause: update_parameters returns new parameters, which are not kept, so nothing is learned.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x = X.shape[0]
    n_y = Y.shape[0]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        update_parameters(parameters, grads)  # <-
    return parameters

# ---- nn_model: forward_before_the_loop
# kind: loop
# single edit: yes
# part:
# cause: The forward pass stands before the loop, so the gradients always use the first outputs.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    A2, cache = forward_propagation(X, parameters)  # <-
    for i in range(num_iterations):
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate=1.2)
    return parameters

# ---- nn_model: data_scaled_secretly
# kind: extra factor
# single edit: no
# part:
# cause: The network is trained on inputs that are scaled, so its parameters do not fit to X itself.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    # 先做归一化
    X = X / np.max(np.abs(X))  # <-
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters

# ---- nn_model: stops_when_cost_stands_still
# kind: algorithm
# single edit: no
# part:
# cause: Training ends early when the cost hardly changes, before all iterations are done.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    last = None
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        if last is not None and abs(last - cost) < 1e-4:  # <-
            break  # <-
        last = cost
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters

# ---- nn_model: labels_before_inputs
# kind: argument order
# single edit: yes
# part:
# cause: Y and X are swapped in the call of backward_propagation.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, Y, X)  # <-
        parameters = update_parameters(parameters, grads)
    return parameters

# ---- predict: pair_compared
# kind: error
# single edit: no
# part:
# cause: forward_propagation returns a pair, and the pair is compared with 0.5.
def predict(parameters, X):
    A2 = forward_propagation(X, parameters)  # <-
    predictions = (A2 > 0.5)  # <-
    return predictions

# ---- predict: arguments_turned
# kind: argument order
# single edit: yes
# part:
# cause: forward_propagation takes X first and the parameters second.
def predict(parameters, X):
    A2, cache = forward_propagation(parameters, X)  # <-
    return np.round(A2)

# ---- predict: second_layer_score
# kind: wrong variable
# single edit: yes
# part:
# cause: The weighted sum Z2 is compared with 0.5, not the output A2.
def predict(parameters, X):
    _, huancun = forward_propagation(X, parameters)
    shuchu = huancun["Z2"]  # <-
    return np.where(shuchu > 0.5, 1, 0)

# ---- numerical_gradient_network: shared_arrays
# kind: in place
# single edit: yes
# part:
# cause: dict copies the names but not the arrays, so both moves happen in one array and cancel.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "b1", "W2", "b2"):
        grads["d" + name] = np.zeros(parameters[name].shape)
        for idx in np.ndindex(parameters[name].shape):
            plus = dict(parameters)  # <-
            minus = dict(parameters)  # <-
            plus[name][idx] += eps
            minus[name][idx] -= eps
            J_plus = compute_cost(forward_propagation(X, plus)[0], Y)
            J_minus = compute_cost(forward_propagation(X, minus)[0], Y)
            grads["d" + name][idx] = (J_plus - J_minus) / (2 * eps)
    return grads

# ---- numerical_gradient_network: divided_by_one_step
# kind: missing factor
# single edit: no
# part:
# cause: The two places are 2 eps apart, and the difference is divided by eps.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    def cost_at(p):
        A2, _ = forward_propagation(X, p)
        return compute_cost(A2, Y)

    out = {}
    for name, value in parameters.items():
        slope = np.empty(value.shape)
        for r in range(value.shape[0]):
            for c in range(value.shape[1]):
                E = np.zeros(value.shape)
                E[r, c] = eps
                up = cost_at({**parameters, name: value + E})
                down = cost_at({**parameters, name: value - E})
                slope[r, c] = (up - down) / eps  # <-
        out["d" + name] = slope
    return out

# ---- numerical_gradient_network: first_column_only
# kind: loop
# single edit: no
# part: dW1, dW2
# cause: Only the first column of each array is measured; the others stay zero.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in parameters:
        theta = parameters[name]
        d = np.zeros(theta.shape)
        for i in range(theta.shape[0]):  # <-
            step = np.zeros(theta.shape)
            step[i, 0] = eps  # <-
            A_plus, _ = forward_propagation(X, {**parameters, name: theta + step})
            A_minus, _ = forward_propagation(X, {**parameters, name: theta - step})
            d[i, 0] = (compute_cost(A_plus, Y) - compute_cost(A_minus, Y)) / (2 * eps)  # <-
        grads["d" + name] = d
    return grads
