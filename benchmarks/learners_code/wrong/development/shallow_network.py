# Wrong functions of learners: the development half of shallow_network. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- layer_sizes: rows_and_columns
# kind: index
# single edit: yes
# part: n_x
# cause: The number of examples is taken for the number of features.
def layer_sizes(X, Y):
    n_x = X.shape[1]  # <-
    n_h = 4
    n_y = Y.shape[0]
    return (n_x, n_h, n_y)


# ---- layer_sizes: size_of_x
# kind: misunderstanding
# single edit: no
# part: n_x
# cause: The size of X is the number of all entries, not of the features.
def layer_sizes(X, Y):
    n_x = X.size  # <-
    n_h = 4
    n_y = len(Y)
    return n_x, n_h, n_y


# ---- layer_sizes: hidden_from_input
# kind: constant
# single edit: no
# part: n_h
# cause: n_h is to be 4, not the size of the input.
def layer_sizes(X, Y):
    n_x = X.shape[0]
    n_y = Y.shape[0]
    n_h = n_x  # <-
    return n_x, n_h, n_y


# ---- layer_sizes: order
# kind: container
# single edit: no
# part: n_h, n_y
# cause: n_y is returned in the middle.
def layer_sizes(X, Y):
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    return (n_x, n_y, n_h)  # <-


# ---- layer_sizes: examples_as_outputs
# kind: index
# single edit: yes
# part: n_y
# cause: Y's second axis counts the examples; the outputs are on the first.
def layer_sizes(X, Y):
    n_x, m = X.shape
    n_y = Y.shape[1]  # <-
    return n_x, 4, n_y


# ---- forward_one: output_linear
# kind: function
# single edit: yes
# part:
# cause: The last sigmoid is missing.
def forward_one(x, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    a1 = sigmoid(W1 @ x + b1)
    z2 = W2 @ a1 + b2  # <-
    return z2  # <-


# ---- forward_one: b1_again
# kind: index
# single edit: yes
# part:
# cause: The second layer uses b1.
def forward_one(x, parameters):
    a1 = sigmoid(np.dot(parameters["W1"], x) + parameters["b1"])
    a2 = sigmoid(np.dot(parameters["W2"], a1) + parameters["b1"])  # <-
    return a2


# ---- forward_one: tanh_hidden
# kind: function
# single edit: yes
# part:
# cause: Here the hidden layer has the sigmoid as well.
def forward_one(x, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    z1 = np.dot(W1, x) + b1
    a1 = np.tanh(z1)  # <-
    z2 = np.dot(W2, a1) + b2
    a2 = sigmoid(z2)
    return a2


# ---- forward_one: z1_to_layer_two
# kind: wrong variable
# single edit: yes
# part:
# cause: The second layer gets z1 and not a1.
def forward_one(x, parameters):
    z1 = np.dot(parameters["W1"], x) + parameters["b1"]
    a1 = sigmoid(z1)
    z2 = np.dot(parameters["W2"], z1) + parameters["b2"]  # <-
    a2 = sigmoid(z2)
    return a2


# ---- forward_one: loop_over_layers_keeps_x
# kind: loop
# single edit: no
# part:
# cause: The loop computes each layer from x instead of from the layer before.
def forward_one(x, parameters):
    a = x
    for l in ("1", "2"):
        z = np.dot(parameters["W" + l], x) + parameters["b" + l]  # <-
        a = sigmoid(z)
    return a


# ---- forward_propagation: cache_z_for_a
# kind: wrong variable
# single edit: yes
# part: A1
# cause: The cache holds Z1 under the name A1.
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1,
             "A1": Z1,  # <-
             "Z2": Z2,
             "A2": A2}
    return A2, cache


# ---- forward_propagation: cache_as_tuple
# kind: container
# single edit: no
# part: cache
# cause: The cache is a tuple; a dict with names is asked for.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    cache = (Z1, A1, Z2, A2)  # <-
    return A2, cache


# ---- forward_propagation: tanh_twice
# kind: function
# single edit: no
# part: A2, Z2
# cause: tanh is applied to A1 once more on its way into the second layer.
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = [parameters[k] for k in ("W1", "b1", "W2", "b2")]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, np.tanh(A1)) + b2  # <-
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# ---- forward_propagation: last_column_only
# kind: loop
# single edit: no
# part:
# cause: It goes example by example but keeps the values of the last one only.
def forward_propagation(X, parameters):
    for i in range(X.shape[1]):
        x = X[:, i].reshape(-1, 1)
        Z1 = np.dot(parameters["W1"], x) + parameters["b1"]  # <-
        A1 = np.tanh(Z1)
        Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
        A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# ---- forward_propagation: sigmoid_hidden
# kind: function
# single edit: yes
# part: A1, A2, Z2
# cause: The hidden layer has the sigmoid where tanh belongs.
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = sigmoid(Z1)  # <-
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


# ---- forward_propagation: x_from_the_right
# kind: argument order
# single edit: yes
# part:
# cause: X has to stand on the right of W1 in the product.
def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    Z1 = np.dot(X, W1) + b1  # <-
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# ---- forward_propagation: b2_forgotten
# kind: missing term
# single edit: no
# part: A2, Z2
# cause: b2 is not added.
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = W1.dot(X) + b1
    A1 = np.tanh(Z1)
    Z2 = W2.dot(A1)  # <-
    A2 = sigmoid(Z2)
    cache = {}
    cache["Z1"], cache["A1"] = Z1, A1
    cache["Z2"], cache["A2"] = Z2, A2
    return A2, cache


# ---- forward_propagation: names_not_read
# kind: error
# single edit: yes
# part:
# cause: b2 is never read from the parameters.
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2  # <-
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# ---- forward_propagation: two_slips
# kind: two slips
# single edit: no
# part: A1, A2, Z2
# cause: The activations of the two layers are exchanged.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = sigmoid(Z1)  # <-
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = np.tanh(Z2)  # <-
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache


# ---- forward_propagation: calls_the_dict
# kind: error
# single edit: no
# part:
# cause: The dict parameters is indexed with brackets of a call.
def forward_propagation(X, parameters):
    W1 = parameters("W1")  # <-
    b1 = parameters("b1")
    W2 = parameters("W2")
    b2 = parameters("b2")
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# ---- tanh: moved_brackets
# kind: brackets
# single edit: no
# part:
# cause: Brackets are missing round numerator and denominator.
def tanh(z):
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)  # <-


# ---- tanh: upside_down
# kind: operator
# single edit: no
# part:
# cause: The fraction is upside down.
def tanh(z):
    p = np.exp(z)
    n = np.exp(-z)
    return (p + n) / (p - n)  # <-


# ---- tanh: shifted_sigmoid
# kind: missing factor
# single edit: no
# part:
# cause: 2 sigmoid(z) - 1 needs sigmoid(2z).
def tanh(z):
    return 2 * sigmoid(z) - 1  # <-


# ---- tanh: single_exponent
# kind: missing factor
# single edit: no
# part:
# cause: With one exponential it has to be e^(2z).
def tanh(z):
    e = np.exp(z)  # <-
    return (e - 1) / (e + 1)


# ---- tanh: plus_in_numerator
# kind: sign
# single edit: yes
# part:
# cause: The numerator needs a minus.
def tanh(z):
    ez = np.exp(z)
    emz = np.exp(-z)
    return (ez + emz) / (ez + emz)  # <-


# ---- relu: absolute
# kind: function
# single edit: no
# part:
# cause: Negative numbers become positive instead of 0.
def relu(z):
    return np.abs(z)  # <-


# ---- relu: max_of_all
# kind: function
# single edit: no
# part:
# cause: The largest number of the array is compared with 0.
def relu(z):
    return max(0, np.max(z))  # <-


# ---- relu: leaks
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the leaky ReLU.
def relu(z):
    return np.where(z > 0, z, 0.01 * z)  # <-


# ---- relu: step
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the step function, the slope of relu.
def relu(z):
    return np.where(z > 0, 1, 0)  # <-


# ---- relu: where_without_else
# kind: container
# single edit: no
# part:
# cause: np.where with one argument returns places, not values.
def relu(z):
    positive = np.where(z > 0)  # <-
    return z[positive]


# ---- leaky_relu: slope_alone
# kind: missing factor
# single edit: no
# part:
# cause: Negative z become the slope itself; it has to be multiplied by z.
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope)  # <-


# ---- leaky_relu: both_sides
# kind: brackets
# single edit: no
# part:
# cause: The slope multiplies positive numbers as well.
def leaky_relu(z, slope=0.01):
    return slope * np.where(z > 0, z, slope * z)  # <-


# ---- leaky_relu: minus_slope
# kind: sign
# single edit: yes
# part:
# cause: Negative z are mirrored: the sign of the slope is wrong.
def leaky_relu(z, slope=0.01):
    positive = np.maximum(0, z)
    negative = np.minimum(0, z)
    return positive - slope * negative  # <-


# ---- leaky_relu: swapped_branches
# kind: argument order
# single edit: yes
# part:
# cause: The two branches are swapped.
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, slope * z, z)  # <-


# ---- leaky_relu: threshold_is_slope
# kind: misunderstanding
# single edit: no
# part:
# cause: The slope is used as the threshold.
def leaky_relu(z, slope=0.01):
    return np.where(z > slope, z, 0)  # <-


# ---- leaky_relu: fixed_slope
# kind: constant
# single edit: yes
# part:
# cause: The slope is a number and not the argument.
def leaky_relu(z, slope=0.01):
    return np.maximum(0.01 * z, z)  # <-


# ---- leaky_relu: slope_added
# kind: operator
# single edit: yes
# part:
# cause: The slope is added to z, not multiplied.
def leaky_relu(z, slope=0.01):
    return np.where(z > 0, z, slope + z)  # <-


# ---- leaky_relu: min_for_max
# kind: function
# single edit: yes
# part:
# cause: The smaller of both is taken, not the larger.
def leaky_relu(z, slope=0.01):
    scaled = slope * z
    return np.minimum(z, scaled)  # <-


# ---- collapse_linear: with_sigmoid
# kind: misunderstanding
# single edit: no
# part: b
# cause: The first layer's bias goes through an activation, but there is none.
def collapse_linear(W1, b1, W2, b2):
    W = np.dot(W2, W1)
    a1 = sigmoid(b1)  # <-
    b = np.dot(W2, a1) + b2
    return W, b


# ---- collapse_linear: wrong_order
# kind: argument order
# single edit: yes
# part:
# cause: The product has to be W2 W1.
def collapse_linear(W1, b1, W2, b2):
    W = np.dot(W1, W2)  # <-
    b = np.dot(W2, b1) + b2
    return W, b


# ---- collapse_linear: sum_of_biases
# kind: missing factor
# single edit: no
# part:
# cause: b1 goes through the second layer, too: it has to be multiplied by W2.
def collapse_linear(W1, b1, W2, b2):
    W = W2 @ W1
    b = b1 + b2  # <-
    return W, b


# ---- collapse_linear: only_b2
# kind: missing term
# single edit: no
# part: b
# cause: b1 is lost.
def collapse_linear(W1, b1, W2, b2):
    W = np.matmul(W2, W1)
    b = b2  # <-
    return W, b


# ---- collapse_linear: w_for_bias
# kind: wrong variable
# single edit: yes
# part:
# cause: The bias is multiplied by the collapsed W instead of W2.
def collapse_linear(W1, b1, W2, b2):
    W = W2.dot(W1)
    b = W.dot(b1) + b2  # <-
    return W, b


# ---- sigmoid_derivative: one_minus_square
# kind: misunderstanding
# single edit: no
# part:
# cause: 1 - a² is the slope of tanh.
def sigmoid_derivative(z):
    a = sigmoid(z)
    return 1 - a ** 2  # <-


# ---- sigmoid_derivative: bracket
# kind: brackets
# single edit: no
# part:
# cause: Without brackets 1 times s is subtracted from s.
def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * 1 - s  # <-


# ---- sigmoid_derivative: of_z
# kind: wrong variable
# single edit: no
# part:
# cause: The formula s (1 - s) is used with z itself.
def sigmoid_derivative(z):
    return z * (1 - z)  # <-


# ---- sigmoid_derivative: plus
# kind: sign
# single edit: yes
# part:
# cause: The second factor is 1 - s.
def sigmoid_derivative(z):
    s = sigmoid(z)
    ds = s * (1 + s)  # <-
    return ds


# ---- sigmoid_derivative: exponent_not_squared
# kind: missing factor
# single edit: no
# part:
# cause: The denominator has to be squared.
def sigmoid_derivative(z):
    e = np.exp(-z)
    return e / (1 + e)  # <-


# ---- tanh_derivative: no_square
# kind: missing factor
# single edit: no
# part:
# cause: The square is missing.
def tanh_derivative(z):
    a = tanh(z)
    return 1 - a  # <-


# ---- tanh_derivative: like_sigmoid
# kind: misunderstanding
# single edit: no
# part:
# cause: a (1 - a) is the slope of the sigmoid.
def tanh_derivative(z):
    a = np.tanh(z)
    return a * (1 - a)  # <-


# ---- tanh_derivative: square_of_z
# kind: wrong variable
# single edit: yes
# part:
# cause: z is squared where tanh of z has to be.
def tanh_derivative(z):
    t = tanh(z)
    return 1 - z ** 2  # <-


# ---- tanh_derivative: square_of_difference
# kind: brackets
# single edit: no
# part:
# cause: The square belongs to tanh alone.
def tanh_derivative(z):
    return (1 - np.tanh(z)) ** 2  # <-


# ---- tanh_derivative: times_two
# kind: operator
# single edit: yes
# part:
# cause: It is doubled instead of squared.
def tanh_derivative(z):
    t = tanh(z)
    return 1 - t * 2  # <-


# ---- relu_derivative: relu_itself
# kind: misunderstanding
# single edit: no
# part:
# cause: It returns relu and not its slope.
def relu_derivative(z):
    return np.maximum(0, z)  # <-


# ---- relu_derivative: sign_function
# kind: function
# single edit: no
# part:
# cause: np.sign gives -1 for negative z where 0 belongs.
def relu_derivative(z):
    return np.sign(z)  # <-


# ---- relu_derivative: negative_side
# kind: operator
# single edit: yes
# part:
# cause: The comparison is the wrong way round.
def relu_derivative(z):
    return (z < 0).astype(float)  # <-


# ---- relu_derivative: writes_into_z
# kind: in place
# single edit: yes
# part:
# cause: The zeros and ones are written into the caller's array.
def relu_derivative(z):
    d = z  # <-
    d[z <= 0] = 0  # <-
    d[z > 0] = 1
    return d


# ---- relu_derivative: threshold_one
# kind: constant
# single edit: yes
# part:
# cause: The border is at 0, not at 1.
def relu_derivative(z):
    return np.where(z > 1, 1.0, 0.0)  # <-


# ---- leaky_relu_derivative: times_z
# kind: extra factor
# single edit: no
# part:
# cause: The slope is multiplied by z.
def leaky_relu_derivative(z, slope=0.01):
    return np.where(z > 0, 1, slope * z)  # <-


# ---- leaky_relu_derivative: swapped
# kind: argument order
# single edit: yes
# part:
# cause: The values of the two sides are swapped.
def leaky_relu_derivative(z, slope=0.01):
    return np.where(z > 0, slope, 1.0)  # <-


# ---- leaky_relu_derivative: one_hundredth
# kind: constant
# single edit: yes
# part:
# cause: 0.01 is written out, whatever the argument.
def leaky_relu_derivative(z, slope=0.01):
    return (z > 0) + (z <= 0) * 0.01  # <-


# ---- leaky_relu_derivative: zero
# kind: constant
# single edit: no
# part:
# cause: On the negative side stands 0, as for relu.
def leaky_relu_derivative(z, slope=0.01):
    dz = np.where(z > 0, 1.0, 0.0)  # <-
    return dz


# ---- leaky_relu_derivative: whole_numbers
# kind: container
# single edit: no
# part:
# cause: The array is made of whole numbers, so the slope is cut to 0.
def leaky_relu_derivative(z, slope=0.01):
    d = np.ones(np.shape(z), dtype=int)  # <-
    d[z < 0] = slope
    return d


# ---- compute_cost: rows_for_m
# kind: index
# single edit: yes
# part:
# cause: m is the number of rows, which is 1.
def compute_cost(A2, Y):
    m = Y.shape[0]  # <-
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(1 - Y, np.log(1 - A2))
    return -1 / m * np.sum(logprobs)


# ---- compute_cost: elementwise
# kind: missing term
# single edit: no
# part:
# cause: Nothing is summed: it is the loss of each example.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -1 / m * (Y * np.log(A2) + (1 - Y) * np.log(1 - A2))  # <-
    return cost  # <-


# ---- compute_cost: one_minus_outside
# kind: brackets
# single edit: no
# part:
# cause: 1 is subtracted from the logarithm instead of the prediction.
def compute_cost(A2, Y):
    m = A2.shape[1]
    s = np.sum(Y * np.log(A2) + (1 - Y) * (1 - np.log(A2)))  # <-
    return -s / m


# ---- compute_cost: first_term_only
# kind: missing term
# single edit: no
# part:
# cause: The term for Y = 0 is missing.
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)  # <-
    cost = -np.sum(logprobs) / m
    return cost


# ---- compute_cost: log_a_twice
# kind: wrong variable
# single edit: yes
# part:
# cause: The second logarithm has to be that of 1 - A2.
def compute_cost(A2, Y):
    m = Y.shape[1]
    pos = Y * np.log(A2)
    neg = (1 - Y) * np.log(A2)  # <-
    cost = -(np.sum(pos) + np.sum(neg)) / m
    return cost


# ---- compute_cost: base_ten
# kind: function
# single edit: yes
# part:
# cause: It is the logarithm to the base 10.
def compute_cost(A2, Y):
    m = Y.shape[1]
    losses = -(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2))  # <-
    return losses.sum() / m


# ---- compute_cost: squared_error
# kind: misunderstanding
# single edit: no
# part:
# cause: It is the mean squared error with the factor one half.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / (2 * m)  # <-


# ---- backward_propagation: only_layer_two_averaged
# kind: averaging
# single edit: no
# part: dW1, db1
# cause: The gradients of layer 1 are not divided by m.
def backward_propagation(parameters, cache, X, Y):
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T)  # <-
    db1 = np.sum(dZ1, axis=1, keepdims=True)  # <-
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: averaged_twice
# kind: averaging
# single edit: no
# part:
# cause: dZ2 is averaged already, so everything is divided by m twice.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    W2 = parameters["W2"]
    dZ2 = (cache["A2"] - Y) / m  # <-
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: matrix_product_with_slope
# kind: operator
# single edit: no
# part:
# cause: The slope is multiplied as a matrix; it has to be entry by entry.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    A2 = cache["A2"]
    W2 = parameters["W2"]
    dZ2 = A2 - Y
    dW2 = (1 / m) * np.dot(dZ2, A1.T)
    db2 = (1 / m) * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(np.dot(W2.T, dZ2), 1 - np.power(A1, 2))  # <-
    dW1 = (1 / m) * np.dot(dZ1, X.T)
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: lower_case_keys
# kind: container
# single edit: yes
# part: dW1, dW2
# cause: The keys are dw1 and dw2, with a small w.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    dZ2 = cache["A2"] - Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 ** 2)
    grads = {"dw1": np.dot(dZ1, X.T) / m,  # <-
             "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
             "dw2": np.dot(dZ2, A1.T) / m,  # <-
             "db2": np.sum(dZ2, axis=1, keepdims=True) / m}
    return grads


# ---- backward_propagation: w1_for_w2
# kind: index
# single edit: yes
# part:
# cause: The error has to come back through W2, not through W1.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(W1.T, dZ2) * (1 - np.power(A1, 2))  # <-
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: dz_overwritten
# kind: stale value
# single edit: yes
# part: db2
# cause: dZ is overwritten by that of the hidden layer before db2 is made of it.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    dZ = cache["A2"] - Y
    dW2 = np.dot(dZ, A1.T) / m
    dZ = np.dot(parameters["W2"].T, dZ) * (1 - A1 ** 2)  # <-
    db2 = np.sum(dZ, axis=1, keepdims=True) / m  # <-
    dW1 = np.dot(dZ, X.T) / m
    db1 = np.sum(dZ, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: slope_of_sigmoid
# kind: function
# single edit: no
# part: dW1, db1
# cause: The hidden layer's slope is 1 - A1², not A1 (1 - A1).
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(W2.T, dZ2) * A1 * (1 - A1)  # <-
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    grads = {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
    return grads


# ---- backward_propagation: slope_of_layer_two
# kind: wrong variable
# single edit: yes
# part:
# cause: The slope is taken of A2 instead of A1.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = dZ2.sum(axis=1, keepdims=True) / m
    dA1 = W2.T @ dZ2
    dZ1 = dA1 * (1 - np.power(A2, 2))  # <-
    dW1 = dZ1 @ X.T / m
    db1 = dZ1.sum(axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: db_without_keepdims
# kind: shape
# single edit: yes
# part: db1
# cause: db1 is (n_h,) without keepdims.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1) / m  # <-
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: output_slope_too
# kind: extra factor
# single edit: no
# part:
# cause: A2 - Y holds the slope of the sigmoid already.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    A2 = cache["A2"]
    dZ2 = (A2 - Y) * A2 * (1 - A2)  # <-
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1 * A1)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: two_slips
# kind: two slips
# single edit: no
# part: dW1, db2
# cause: db2 has no keepdims, and dW1 is made with A1 in place of X.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1) / m  # <-
    dZ1 = np.dot(W2.T, dZ2) * (1 - A1 ** 2)
    dW1 = np.dot(dZ1, A1.T) / m  # <-
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- backward_propagation: overwrites_a1
# kind: stale value
# single edit: no
# part: dW2
# cause: A1 is set to its slope before dW2 is computed with it.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    A1 = 1 - A1 ** 2  # <-
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * A1
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# ---- update_parameters: copies_without_step
# kind: missing term
# single edit: no
# part:
# cause: The new values are computed but never put into the dict that is returned.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return parameters  # <-


# ---- update_parameters: plus
# kind: sign
# single edit: yes
# part: W2
# cause: W2 is moved up the gradient.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    W1 = W1 - learning_rate * grads["dW1"]
    b1 = b1 - learning_rate * grads["db1"]
    W2 = W2 + learning_rate * grads["dW2"]  # <-
    b2 = b2 - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- update_parameters: in_place
# kind: in place
# single edit: no
# part:
# cause: -= changes the arrays of the caller.
def update_parameters(parameters, grads, learning_rate=1.2):
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]  # <-
    return parameters


# ---- update_parameters: default_rate
# kind: constant
# single edit: yes
# part:
# cause: 1.2 is written in the code.
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    for key in ["W1", "b1", "W2", "b2"]:
        new[key] = parameters[key] - 1.2 * grads["d" + key]  # <-
    return new


# ---- update_parameters: bias_without_rate
# kind: missing factor
# single edit: no
# part: b1, b2
# cause: The biases move by the whole gradient, without the learning rate.
def update_parameters(parameters, grads, learning_rate=1.2):
    return {
        "W1": parameters["W1"] - learning_rate * grads["dW1"],
        "b1": parameters["b1"] - grads["db1"],  # <-
        "W2": parameters["W2"] - learning_rate * grads["dW2"],
        "b2": parameters["b2"] - grads["db2"],  # <-
    }


# ---- update_parameters: gradient_of_other_layer
# kind: index
# single edit: yes
# part:
# cause: b2 is moved by db1.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    dW1, db1, dW2, db2 = grads["dW1"], grads["db1"], grads["dW2"], grads["db2"]
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db1  # <-
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- update_parameters: names_without_quotes
# kind: error
# single edit: no
# part:
# cause: The keys lack their quotes, so W1 is an unknown name.
def update_parameters(parameters, grads, learning_rate=1.2):
    new = {}
    new["W1"] = parameters[W1] - learning_rate * grads["dW1"]  # <-
    new["b1"] = parameters["b1"] - learning_rate * grads["db1"]
    new["W2"] = parameters["W2"] - learning_rate * grads["dW2"]
    new["b2"] = parameters["b2"] - learning_rate * grads["db2"]
    return new


# ---- gradient_check_network: weights_only
# kind: missing term
# single edit: no
# part:
# cause: The biases are left out.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    g, n = [], []
    for name in ["W1", "W2"]:  # <-
        for i in range(parameters[name].shape[0]):
            for j in range(parameters[name].shape[1]):
                up = {k: v.astype(float) for k, v in parameters.items()}
                down = {k: v.astype(float) for k, v in parameters.items()}
                up[name][i, j] += eps
                down[name][i, j] -= eps
                J_up = compute_cost(forward_propagation(X, up)[0], Y)
                J_down = compute_cost(forward_propagation(X, down)[0], Y)
                n.append((J_up - J_down) / (2 * eps))
                g.append(grads["d" + name][i, j])
    g, n = np.array(g), np.array(n)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- gradient_check_network: lower_point_is_middle
# kind: missing factor
# single edit: no
# part:
# cause: From the upper point it has to go down by 2 eps; by eps it only comes back to the middle.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    p = copy.deepcopy(parameters)
    g, n = [], []
    for name in ("W1", "b1", "W2", "b2"):
        for idx in np.ndindex(p[name].shape):
            p[name][idx] += eps
            up = compute_cost(forward_propagation(X, p)[0], Y)
            p[name][idx] -= eps  # <-
            down = compute_cost(forward_propagation(X, p)[0], Y)
            n.append((up - down) / (2 * eps))
            g.append(grads["d" + name][idx])
    g = np.array(g)
    n = np.array(n)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- gradient_check_network: squares
# kind: missing factor
# single edit: no
# part:
# cause: The lengths are squared: the roots are missing.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    def J(changed):
        A2, cache = forward_propagation(X, changed)
        return compute_cost(A2, Y)

    top = bottom_g = bottom_n = 0
    for name in ("W1", "b1", "W2", "b2"):
        for idx in np.ndindex(parameters[name].shape):
            e = np.zeros(parameters[name].shape)
            e[idx] = eps
            up = J({**parameters, name: parameters[name] + e})
            down = J({**parameters, name: parameters[name] - e})
            n = (up - down) / (2 * eps)
            g = grads["d" + name][idx]
            top += (g - n) ** 2
            bottom_g += g ** 2
            bottom_n += n ** 2
    return top / (bottom_g + bottom_n)  # <-


# ---- gradient_check_network: plus_in_distance
# kind: sign
# single edit: yes
# part:
# cause: The distance is that of g and -n.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    g, n = [], []
    for name in ("W1", "b1", "W2", "b2"):
        for idx in np.ndindex(parameters[name].shape):
            costs = []
            for step in (eps, -eps):
                moved = parameters[name].astype(float)
                moved[idx] += step
                A2, cache = forward_propagation(X, {**parameters, name: moved})
                costs.append(compute_cost(A2, Y))
            n.append((costs[0] - costs[1]) / (2 * eps))
            g.append(grads["d" + name][idx])
    g, n = np.array(g), np.array(n)
    return np.linalg.norm(g + n) / (np.linalg.norm(g) + np.linalg.norm(n))  # <-


# ---- gradient_check_network: divides_by_one_length
# kind: missing term
# single edit: no
# part:
# cause: The distance is divided by the length of n alone, not by the sum of both lengths.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    A2, cache = forward_propagation(X, parameters)
    other = backward_propagation(parameters, cache, X, Y)
    g = np.concatenate([grads[k].ravel() for k in ("dW1", "db1", "dW2", "db2")])
    n = np.concatenate([other[k].ravel() for k in ("dW1", "db1", "dW2", "db2")])
    return np.linalg.norm(g - n) / np.linalg.norm(n)  # <-


# ---- gradient_check_network: mean_of_ratios
# kind: misunderstanding
# single edit: no
# part:
# cause: It averages a ratio for each array; one ratio over all entries is asked for.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    ratios = []
    for name in ("W1", "b1", "W2", "b2"):
        n = np.zeros(parameters[name].shape)
        for idx in np.ndindex(n.shape):
            e = np.zeros(n.shape)
            e[idx] = eps
            up, _ = forward_propagation(X, {**parameters, name: parameters[name] + e})
            down, _ = forward_propagation(X, {**parameters, name: parameters[name] - e})
            n[idx] = (compute_cost(up, Y) - compute_cost(down, Y)) / (2 * eps)
        g = grads["d" + name]
        ratios.append(np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n)))
    return np.mean(ratios)  # <-


# ---- gradient_check_network: norm_of_difference_only
# kind: missing factor
# single edit: no
# part:
# cause: The distance is not divided by the lengths.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    difference = []
    for name in parameters:
        for idx in np.ndindex(parameters[name].shape):
            p = {k: v.astype(float) for k, v in parameters.items()}
            p[name][idx] += eps
            up = compute_cost(forward_propagation(X, p)[0], Y)
            p[name][idx] -= 2 * eps
            down = compute_cost(forward_propagation(X, p)[0], Y)
            difference.append(grads["d" + name][idx] - (up - down) / (2 * eps))
    return np.linalg.norm(difference)  # <-


# ---- gradient_check_network: changes_parameters
# kind: in place
# single edit: yes
# part:
# cause: The caller's arrays are moved, and one step is never taken back.
def gradient_check_network(parameters, grads, X, Y, eps=1e-5):
    g, n = [], []
    for name in ("W1", "b1", "W2", "b2"):
        value = parameters[name]  # <-
        for idx in np.ndindex(value.shape):
            value[idx] += eps
            up = compute_cost(forward_propagation(X, parameters)[0], Y)
            value[idx] -= 2 * eps
            down = compute_cost(forward_propagation(X, parameters)[0], Y)
            g.append(grads["d" + name][idx])
            n.append((up - down) / (2 * eps))
    g, n = np.array(g), np.array(n)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- initialize_parameters: zero_weights
# kind: initialisation
# single edit: no
# part: W1, W2
# cause: Weights of zero keep all units equal.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.zeros((n_h, n_x))  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.zeros((n_y, n_h))  # <-
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- initialize_parameters: randn_tuple
# kind: error
# single edit: no
# part:
# cause: randn takes its sizes one by one, not as a tuple.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn((n_h, n_x)) * 0.01  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- initialize_parameters: four_units
# kind: constant
# single edit: yes
# part: W1
# cause: W1 always has 4 rows, whatever n_h.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(4, n_x) * 0.01  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters


# ---- initialize_parameters: transposed_shapes
# kind: shape
# single edit: yes
# part: W1, W2
# cause: The weights have the shape of their transposes.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_x, n_h) * 0.01  # <-
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_h, n_y) * 0.01  # <-
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- initialize_parameters: large_weights
# kind: missing factor
# single edit: no
# part: W1
# cause: W1 is not made small.
def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters["W1"] = np.random.randn(n_h, n_x)  # <-
    parameters["b1"] = np.zeros((n_h, 1))
    parameters["W2"] = np.random.randn(n_y, n_h) * 0.01
    parameters["b2"] = np.zeros((n_y, 1))
    return parameters


# ---- initialize_parameters: flat_biases
# kind: shape
# single edit: no
# part: b1, b2
# cause: The biases are (n,), not columns.
def initialize_parameters(n_x, n_h, n_y):
    W1 = 0.01 * np.random.randn(n_h, n_x)
    W2 = 0.01 * np.random.randn(n_y, n_h)
    b1 = np.zeros(n_h)  # <-
    b2 = np.zeros(n_y)  # <-
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# ---- hidden_unit_spread: over_inputs
# kind: axis
# single edit: yes
# part:
# cause: The spread is taken within one unit, over its inputs.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    W1 = parameters["W1"]
    spread = W1.max(axis=1) - W1.min(axis=1)  # <-
    return spread.max()


# ---- hidden_unit_spread: measured_before
# kind: stale value
# single edit: yes
# part:
# cause: W1 is read before the training.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    W1 = parameters["W1"]  # <-
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    spread = 0
    for k in range(W1.shape[1]):
        spread = max(spread, W1[:, k].max() - W1[:, k].min())
    return spread


# ---- hidden_unit_spread: without_forward
# kind: loop
# single edit: yes
# part:
# cause: The forward pass stands before the loop, so every gradient comes from the first cache.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    A2, cache = forward_propagation(X, parameters)  # <-
    for _ in range(num_iterations):
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    return np.max(np.ptp(parameters["W1"], axis=0))


# ---- hidden_unit_spread: whole_matrix
# kind: axis
# single edit: no
# part:
# cause: The largest minus the smallest of all weights mixes weights of different inputs.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    p = parameters
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, p)
        p = update_parameters(p, backward_propagation(p, cache, X, Y), learning_rate)
    return np.max(p["W1"]) - np.min(p["W1"])  # <-


# ---- hidden_unit_spread: rate_not_passed
# kind: constant
# single edit: yes
# part:
# cause: The learning rate is not handed on, so the default of 1.2 is used.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)  # <-
    return np.max(np.ptp(parameters["W1"], axis=0))


# ---- hidden_unit_spread: neighbours_only
# kind: loop
# single edit: no
# part:
# cause: Only units next to each other are compared.
def hidden_unit_spread(parameters, X, Y, num_iterations, learning_rate):
    for _ in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate)
    W = parameters["W1"]
    best = 0
    for i in range(W.shape[0] - 1):
        d = np.max(np.abs(W[i] - W[i + 1]))  # <-
        if d > best:
            best = d
    return best


# ---- nn_model: n_h_of_layer_sizes
# kind: wrong variable
# single edit: no
# part:
# cause: n_h is overwritten by the 4 of layer_sizes.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, n_h, n_y = layer_sizes(X, Y)  # <-
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(0, num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print("Cost after iteration %i: %f" % (i, cost))
    return parameters


# ---- nn_model: slow_rate
# kind: constant
# single edit: no
# part:
# cause: A learning rate of 0.01 is given where the default of 1.2 belongs.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate=0.01)  # <-
    return parameters


# ---- nn_model: result_dropped
# kind: stale value
# single edit: no
# part:
# cause: The result of update_parameters is not stored.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x = X.shape[0]
    n_y = Y.shape[0]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        update_parameters(parameters, grads)  # <-
    return parameters


# ---- nn_model: returns_in_loop
# kind: early return
# single edit: yes
# part:
# cause: It returns after the first step.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        if print_cost and i % 1000 == 0:
            print(i, compute_cost(A2, Y))
        return parameters  # <-


# ---- nn_model: backward_arguments
# kind: helper
# single edit: yes
# part:
# cause: backward_propagation gets cache and parameters in the wrong order.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(cache, parameters, X, Y)  # <-
        parameters = update_parameters(parameters, grads)
    return parameters


# ---- nn_model: returns_grads
# kind: wrong variable
# single edit: yes
# part:
# cause: The gradients are returned, not the parameters.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    sizes = layer_sizes(X, Y)
    parameters = initialize_parameters(sizes[0], n_h, sizes[2])
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return grads  # <-


# ---- nn_model: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The sizes of X are read from its columns, and the loop stops one step early.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x = X.shape[1]  # <-
    n_y = Y.shape[0]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(1, num_iterations):  # <-
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


# ---- nn_model: restarts_each_round
# kind: loop
# single edit: yes
# part:
# cause: The parameters are drawn again in every round.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x = layer_sizes(X, Y)[0]
    n_y = layer_sizes(X, Y)[2]
    parameters = initialize_parameters(n_x, n_h, n_y)
    for i in range(num_iterations):
        parameters = initialize_parameters(n_x, n_h, n_y)  # <-
        A2, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


# ---- predict: a2_itself
# kind: missing term
# single edit: no
# part:
# cause: The probabilities are returned without a threshold.
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = A2  # <-
    return predictions


# ---- predict: above_zero
# kind: constant
# single edit: yes
# part:
# cause: The threshold is 0, so every label is 1.
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    return (A2 > 0) * 1  # <-


# ---- predict: above_mean
# kind: misunderstanding
# single edit: no
# part:
# cause: The threshold is the mean of the outputs, not 0.5.
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = A2 > np.mean(A2)  # <-
    return predictions.astype(int)


# ---- predict: hidden_layer
# kind: wrong variable
# single edit: yes
# part:
# cause: The labels are taken from the hidden layer's output.
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    A1 = cache["A1"]
    return np.round(A1)  # <-


# ---- predict: not_unpacked
# kind: helper
# single edit: no
# part:
# cause: forward_propagation returns a pair, which is compared as a whole.
def predict(parameters, X):
    A2 = forward_propagation(X, parameters)  # <-
    return np.where(A2 > 0.5, 1, 0)


# ---- predict: no_return
# kind: missing return
# single edit: no
# part:
# cause: The labels are printed and not returned.
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = (A2 > 0.5)
    print(predictions)  # <-


# ---- numerical_gradient_network: half_the_difference
# kind: missing factor
# single edit: no
# part:
# cause: It divides by eps, but the two points are 2 eps apart.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "b1", "W2", "b2"):
        slope = np.zeros(parameters[name].shape)
        for idx in np.ndindex(slope.shape):
            e = np.zeros(slope.shape)
            e[idx] = eps
            up = compute_cost(forward_propagation(X, {**parameters, name: parameters[name] + e})[0], Y)
            down = compute_cost(forward_propagation(X, {**parameters, name: parameters[name] - e})[0], Y)
            slope[idx] = (up - down) / eps  # <-
        grads["d" + name] = slope
    return grads


# ---- numerical_gradient_network: keys_without_d
# kind: container
# single edit: yes
# part:
# cause: The keys lack the d.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    slopes = {}
    for name in ("W1", "b1", "W2", "b2"):
        value = parameters[name]
        slope = np.zeros_like(value, dtype=float)
        for i in range(value.shape[0]):
            for j in range(value.shape[1]):
                costs = []
                for sign in (1, -1):
                    moved = value.astype(float)
                    moved[i, j] += sign * eps
                    A2, _ = forward_propagation(X, {**parameters, name: moved})
                    costs.append(compute_cost(A2, Y))
                slope[i, j] = (costs[0] - costs[1]) / (2 * eps)
        slopes[name] = slope  # <-
    return slopes


# ---- numerical_gradient_network: moved_twice_up
# kind: sign
# single edit: yes
# part:
# cause: The second point is moved up as well, so all slopes are 0.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "b1", "W2", "b2"):
        value = parameters[name]
        flat = np.zeros(value.size)
        for i in range(value.size):
            plus = value.astype(float).ravel()
            minus = value.astype(float).ravel()
            plus[i] += eps
            minus[i] += eps  # <-
            A_plus, _ = forward_propagation(X, {**parameters, name: plus.reshape(value.shape)})
            A_minus, _ = forward_propagation(X, {**parameters, name: minus.reshape(value.shape)})
            flat[i] = (compute_cost(A_plus, Y) - compute_cost(A_minus, Y)) / (2 * eps)
        grads["d" + name] = flat.reshape(value.shape)
    return grads


# ---- numerical_gradient_network: column_major
# kind: shape
# single edit: no
# part: dW1
# cause: The entries are walked through row by row but put back column by column.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    def J(p):
        return compute_cost(forward_propagation(X, p)[0], Y)

    grads = {}
    for name, value in parameters.items():
        slopes = []
        for i, j in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[i, j] = eps
            slopes.append((J({**parameters, name: value + step}) - J({**parameters, name: value - step})) / 2 / eps)
        grads["d" + name] = np.array(slopes).reshape(value.T.shape).T  # <-
    return grads


# ---- numerical_gradient_network: weights_only
# kind: missing term
# single edit: no
# part: db1, db2
# cause: The biases have no gradients.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "W2"):  # <-
        value = parameters[name]
        slope = np.zeros(value.shape)
        for i in range(value.shape[0]):
            for j in range(value.shape[1]):
                e = np.zeros(value.shape)
                e[i, j] = eps
                up = compute_cost(forward_propagation(X, {**parameters, name: value + e})[0], Y)
                down = compute_cost(forward_propagation(X, {**parameters, name: value - e})[0], Y)
                slope[i, j] = (up - down) / (2 * eps)
        grads["d" + name] = slope
    return grads


# ---- numerical_gradient_network: one_slope_for_array
# kind: algorithm
# single edit: no
# part: dW1, dW2, db1
# cause: The whole array is moved at once, so each array gets one slope for all its entries.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "b1", "W2", "b2"):
        up = dict(parameters)
        down = dict(parameters)
        up[name] = parameters[name] + eps  # <-
        down[name] = parameters[name] - eps  # <-
        J_up = compute_cost(forward_propagation(X, up)[0], Y)
        J_down = compute_cost(forward_propagation(X, down)[0], Y)
        grads["d" + name] = (J_up - J_down) / (2 * eps) * np.ones(parameters[name].shape)
    return grads


# ---- numerical_gradient_network: outputs_for_cost
# kind: helper
# single edit: no
# part:
# cause: The mean of the outputs is measured, not the cost.
def numerical_gradient_network(parameters, X, Y, eps=1e-5):
    grads = {}
    for name in ("W1", "b1", "W2", "b2"):
        slope = np.zeros(parameters[name].shape)
        for idx in np.ndindex(slope.shape):
            e = np.zeros(slope.shape)
            e[idx] = eps
            up, _ = forward_propagation(X, {**parameters, name: parameters[name] + e})
            down, _ = forward_propagation(X, {**parameters, name: parameters[name] - e})
            slope[idx] = np.mean(up - down) / (2 * eps)  # <-
        grads["d" + name] = slope
    return grads
