# Right functions of learners in unusual styles: gradient_descent. See README.md for the format.

# ---- image2vector: three_loops
# style: three loops
def image2vector(image):
    numbers = [[colour] for row in image for pixel in row for colour in pixel]
    return np.array(numbers)


# ---- image2vector: newaxis
# style: ravel and a new axis
def image2vector(image):
    return image.ravel()[:, np.newaxis]


# ---- image2vector: expand_dims
# style: np.expand_dims, with an extra argument
def image2vector(image, order="C"):
    return np.expand_dims(image.flatten(order), axis=1)


# ---- flatten_batch: hstack
# style: np.hstack of helper calls
def flatten_batch(images):
    return np.hstack([image2vector(image) for image in images])


# ---- flatten_batch: moveaxis
# style: the examples moved to the last axis first
def flatten_batch(images):
    last = np.moveaxis(images, 0, -1)
    return last.reshape(-1, images.shape[0])


# ---- flatten_batch: einsum_of_axes
# style: einsum to move axes
def flatten_batch(images):
    m = len(images)
    return np.einsum("mhwc->hwcm", images).reshape(-1, m)


# ---- sigmoid: tanh
# style: by tanh
def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


# ---- sigmoid: vectorize
# style: np.vectorize of a function for numbers
import math


@np.vectorize
def sigmoid(z):
    return 1 / (1 + math.exp(-z))


# ---- sigmoid: callable_object
# style: an object that can be called
class Sigmoid:
    def __call__(self, z):
        return np.exp(-np.logaddexp(0, -z))


sigmoid = Sigmoid()


# ---- sigmoid: float32
# style: float32
def sigmoid(z):
    z = np.asarray(z, dtype=np.float32)
    return 1 / (1 + np.exp(-z))


# ---- loss: where
# style: np.where for the two labels
def loss(a, y):
    return -np.log(np.where(y == 1, a, 1 - a))


# ---- loss: power
# style: the logarithm of the probability of the label
def loss(a, y):
    likelihood = a ** y * (1 - a) ** (1 - y)
    return -np.log(likelihood)


# ---- loss: helper
# style: a helper in the cell
def _minus_log(p):
    return np.log(1 / p)


def loss(a, y):
    return y * _minus_log(a) + (1 - y) * _minus_log(1 - a)


# ---- cost: dot
# style: two dot products
def cost(A, Y):
    m = Y.shape[1]
    J = -(np.dot(Y, np.log(A).T) + np.dot(1 - Y, np.log(1 - A).T)) / m
    return np.squeeze(J)


# ---- cost: recursion
# style: recursion over the examples
def cost(A, Y):
    def total(i):
        return 0.0 if i == A.shape[1] else loss(A[0, i], Y[0, i]) + total(i + 1)

    return total(0) / A.shape[1]


# ---- cost: zero_dimensional
# style: a 0-d array
def cost(A, Y):
    return np.array(loss(A, Y).mean())


# ---- gradient_descent: recursion
# style: recursion over the steps
def gradient_descent(df, start, learning_rate, num_iterations):
    if num_iterations == 0:
        return [start]
    nearer = start - learning_rate * df(start)
    return [start, *gradient_descent(df, nearer, learning_rate, num_iterations - 1)]


# ---- gradient_descent: accumulate
# style: itertools.accumulate
from itertools import accumulate


def gradient_descent(df, start, learning_rate, num_iterations):
    return list(accumulate(range(num_iterations), lambda x, _: x - learning_rate * df(x), initial=start))


# ---- gradient_descent: generator
# style: a generator
def gradient_descent(df, start, learning_rate, num_iterations):
    def walk(x):
        yield x
        for _ in range(num_iterations):
            x -= learning_rate * df(x)
            yield x

    return [*walk(start)]


# ---- largest_stable_rate: reciprocal
# style: the reciprocal of the half
def largest_stable_rate(curvature):
    return (0.5 * curvature) ** -1


# ---- largest_stable_rate: keyword
# style: an extra keyword
def largest_stable_rate(curvature, *, factor=2.0):
    return np.divide(factor, curvature)


# ---- numerical_derivative: both_points_in_one_call
# style: both points in one call
def numerical_derivative(f, x, eps=1e-5):
    right, left = f(np.stack([np.add(x, eps), np.subtract(x, eps)]))
    return (right - left) / eps / 2


# ---- numerical_derivative: vectorize
# style: a function for numbers inside np.vectorize
def numerical_derivative(f, x, eps=1e-5):
    def slope(t):
        return (f(t + eps) - f(t - eps)) / (2 * eps)

    return np.vectorize(slope)(x)


# ---- derivative_of_log: reciprocal
# style: np.reciprocal of floats
def derivative_of_log(a):
    return np.reciprocal(np.asarray(a, dtype=float))


# ---- derivative_of_log: power
# style: a negative power
def derivative_of_log(a):
    return a ** -1.0


# ---- graph_forward: locals_as_dict
# style: dict(…) and an expression that assigns
def graph_forward(a, b, c):
    return dict(u=(u := b * c), v=(v := a + u), J=3 * v)


# ---- graph_forward: class_of_node
# style: a class
class Graph:
    def __init__(self, a, b, c):
        self.u = b * c
        self.v = a + self.u
        self.J = self.v + self.v + self.v


def graph_forward(a, b, c):
    return vars(Graph(a, b, c))


# ---- graph_backward: from_formulas
# style: each derivative of the whole formula
def graph_backward(a, b, c):
    return {"dc": 3 * b, "db": 3 * c, "da": 3, "du": 3, "dv": 3}


# ---- graph_backward: measured
# style: exact differences: J is linear in each variable
def graph_backward(a, b, c):
    def J(a, b, c):
        return 3 * (a + b * c)

    here = J(a, b, c)
    grads = {"dv": 3, "du": 3}
    grads["da"] = J(a + 1, b, c) - here
    grads["db"] = J(a, b + 1, c) - here
    grads["dc"] = J(a, b, c + 1) - here
    return grads


# ---- derivative_of_log_one_minus: a_minus_one
# style: 1 / (a - 1)
def derivative_of_log_one_minus(a):
    return 1 / (a - 1)


# ---- derivative_of_log_one_minus: chain
# style: the chain rule with a helper
def derivative_of_log_one_minus(a):
    outer, inner = derivative_of_log(1 - a), -1
    return outer * inner


# ---- single_example_gradients: zero_dimensional
# style: 0-d arrays
def single_example_gradients(w, b, x, y):
    z = np.squeeze(w.T @ x + b)
    dz = np.asarray(sigmoid(z) - y)
    return {"dz": dz, "dw": dz * x, "db": dz.copy()}


# ---- single_example_gradients: einsum
# style: einsum
def single_example_gradients(w, b, x, y):
    a = sigmoid(np.einsum("ij,ij", w, x) + b)
    dz = float(a) - y
    return {"db": dz, "dz": dz, "dw": np.einsum("ij,->ij", x, dz)}


# ---- single_example_gradients: chain_of_three
# style: the chain rule link by link
def single_example_gradients(w, b, x, y):
    z = (w * x).sum() + b
    a = sigmoid(z)
    da = -y / a + (1 - y) / (1 - a)
    dz = da * (a * (1 - a))
    return {"dz": dz, "dw": np.multiply(x, dz), "db": 1 * dz}


# ---- gradient_check: identity_rows
# style: the rows of the identity as steps
def gradient_check(f, df, x, eps=1e-5):
    steps = np.eye(len(x)) * eps
    n = np.array([f(x + step) - f(x - step) for step in steps]) / (2 * eps)
    g = df(x)
    return np.sqrt(np.sum((g - n) ** 2)) / (np.sqrt(np.sum(g ** 2)) + np.sqrt(np.sum(n ** 2)))


# ---- gradient_check: copies
# style: copies that are moved
def gradient_check(f, df, x, eps=1e-5):
    numerical = []
    for i in range(len(x)):
        up, down = x.astype(float), x.astype(float)
        up[i] += eps
        down[i] -= eps
        numerical.append((f(up) - f(down)) / (up[i] - down[i]))
    g, n = np.asarray(df(x)), np.array(numerical)
    length = np.linalg.norm
    return length(n - g) / (length(n) + length(g))


# ---- propagate_loop: zip_over_columns
# style: zip over the columns
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    dw, db, J = np.zeros(w.shape), 0, 0
    for x, y in zip(X.T, Y[0]):
        a = sigmoid(x @ w[:, 0] + b)
        J -= np.log(a if y else 1 - a)
        dw[:, 0] += (a - y) * x
        db += a - y
    return {"db": db / m, "dw": dw / m}, J / m


# ---- propagate_loop: uses_single_example
# style: the function for one example
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    all_grads = [single_example_gradients(w, b, X[:, i:i + 1], Y[0, i]) for i in range(m)]
    J = np.mean([loss(sigmoid(np.sum(w * X[:, i:i + 1]) + b), Y[0, i]) for i in range(m)])
    return {name: sum(g[name] for g in all_grads) / m for name in ("dw", "db")}, J


# ---- numerical_second_derivative: slope_of_slopes
# style: the slope of two slopes
def numerical_second_derivative(f, x, eps=1e-4):
    def slope(t):
        return (f(t + eps / 2) - f(t - eps / 2)) / eps

    return (slope(x + eps / 2) - slope(x - eps / 2)) / eps


# ---- numerical_second_derivative: weights
# style: weights and a sum
def numerical_second_derivative(f, x, eps=1e-4):
    weights = {-1: 1, 0: -2, 1: 1}
    return sum(weight * f(x + k * eps) for k, weight in weights.items()) / eps / eps


# ---- newton: recursion
# style: recursion
def newton(df, d2f, start, num_iterations):
    if not num_iterations:
        return [start]
    return [start] + newton(df, d2f, start - df(start) / d2f(start), num_iterations - 1)


# ---- newton: gradient_descent_in_steps
# style: gradient_descent with the curved slope and rate 1
def newton(df, d2f, start, num_iterations):
    return gradient_descent(lambda x: df(x) / d2f(x), start, 1.0, num_iterations)


# ---- graph_gradients: class_of_values
# style: a class with operators, as in small autograd libraries
class Value:
    def __init__(self, number):
        self.number, self.grad, self.back = number, 0.0, lambda: None

    def __add__(self, other):
        out = Value(self.number + other.number)

        def back():
            self.grad += out.grad
            other.grad += out.grad

        out.back = back
        return out

    def __mul__(self, other):
        out = Value(self.number * other.number)

        def back():
            self.grad += other.number * out.grad
            other.grad += self.number * out.grad

        out.back = back
        return out


def graph_gradients(steps, values):
    nodes = {name: Value(number) for name, number in values.items()}
    for out, op, left, right in steps:
        nodes[out] = nodes[left] + nodes[right] if op == "+" else nodes[left] * nodes[right]
    nodes[steps[-1][0]].grad = 1.0
    for out, *_ in reversed(steps):
        nodes[out].back()
    return {name: node.grad for name, node in nodes.items()}


# ---- graph_gradients: forward_mode
# style: derivatives carried forward, one variable at a time
def graph_gradients(steps, values):
    names = list(values) + [step[0] for step in steps]

    def derivative(of):
        number, slope = dict(values), {name: float(name == of) for name in names}
        for out, op, left, right in steps:
            if op == "+":
                number[out] = number[left] + number[right]
                change = slope[left] + slope[right]
            else:
                number[out] = number[left] * number[right]
                change = slope[left] * number[right] + number[left] * slope[right]
            slope[out] = 1.0 if out == of else change
        return slope[steps[-1][0]]

    return {name: derivative(name) for name in names}


# ---- image2vector: concatenate
# style: rows concatenated
def image2vector(image):
    flat = np.concatenate([row.reshape(-1) for row in image])
    return flat.reshape(len(flat), 1)


# ---- image2vector: transpose_of_row
# style: a row that is transposed
def image2vector(image):
    h, w, c = image.shape
    return image.reshape(1, h * w * c).T


# ---- flatten_batch: stack
# style: np.stack along the second axis
def flatten_batch(images):
    return np.stack([image.ravel() for image in images], axis=1)


# ---- flatten_batch: filled
# style: an empty array that is filled
def flatten_batch(images):
    m = images.shape[0]
    X = np.empty((images[0].size, m), dtype=images.dtype)
    for i in range(m):
        X[:, i] = images[i].flatten()
    return X


# ---- sigmoid: exponent_base
# style: a power of e
def sigmoid(z):
    return (1 + np.e ** (-np.asarray(z))) ** -1


# ---- sigmoid: stable_branches
# style: two branches for the signs
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


# ---- loss: keyword_only_extra
# style: an extra keyword
def loss(a, y, *, log=np.log):
    return (y - 1) * log(1 - a) - y * log(a)


# ---- loss: log_odds
# style: by the log odds
def loss(a, y):
    z = np.log(a) - np.log(1 - a)
    return np.log1p(np.exp(z)) - y * z


# ---- cost: average_in_loop
# style: a loop with a running mean
def cost(A, Y):
    J = 0.0
    for i, (a, y) in enumerate(zip(A[0], Y[0])):
        J += (loss(a, y) - J) / (i + 1)
    return J


# ---- cost: reordered_arguments
# style: reordered arguments
def cost(Y, A):
    return float(np.average(loss(A, Y)))


# ---- gradient_descent: while_loop
# style: a while loop and a list of a given length
def gradient_descent(df, start, learning_rate, num_iterations):
    points, i = [start] * (num_iterations + 1), 1
    while i <= num_iterations:
        points[i] = points[i - 1] - learning_rate * df(points[i - 1])
        i += 1
    return points


# ---- gradient_descent: class_of_walker
# style: a class
class Walker:
    def __init__(self, x, df, rate):
        self.x, self.df, self.rate, self.path = x, df, rate, [x]

    def walk(self, steps):
        for _ in range(steps):
            self.x = self.x - self.rate * self.df(self.x)
            self.path.append(self.x)
        return self.path


def gradient_descent(df, start, learning_rate, num_iterations):
    return Walker(start, df, learning_rate).walk(num_iterations)


# ---- largest_stable_rate: searched
# style: a bisection on the walk itself
def largest_stable_rate(curvature):
    low, high = 0.0, 1.0
    while abs(1 - high * curvature) <= 1:
        high *= 2
    for _ in range(200):
        middle = (low + high) / 2
        if abs(1 - middle * curvature) <= 1:
            low = middle
        else:
            high = middle
    return low


# ---- numerical_derivative: half_steps
# style: half of the sum of both one-sided slopes
def numerical_derivative(f, x, eps=1e-5):
    right = (f(x + eps) - f(x)) / eps
    left = (f(x) - f(x - eps)) / eps
    return (left + right) / 2


# ---- derivative_of_log: lambda_
# style: a lambda
derivative_of_log = lambda a: 1.0 / np.asarray(a)


# ---- derivative_of_log: exp
# style: by the exponential
def derivative_of_log(a):
    return np.exp(-np.log(a))


# ---- graph_forward: zip_of_names
# style: zip of names and values
def graph_forward(a, b, c):
    values = [b * c, a + b * c, 3 * (a + b * c)]
    return dict(zip("uvJ", values))


# ---- graph_forward: helpers
# style: helpers in the cell
def _u(b, c):
    return b * c


def _v(a, u):
    return a + u


def graph_forward(a, b, c):
    u = _u(b, c)
    v = _v(a, u)
    return {"J": v * 3, "v": v, "u": u}


# ---- graph_backward: with_forward
# style: the forward pass first, and more keys
def graph_backward(a, b, c):
    nodes = graph_forward(a, b, c)
    dJ = 1
    dv = dJ * nodes["J"] / nodes["v"]
    du = dv
    return {"dJ": dJ, "dv": dv, "du": du, "da": dv, "db": du * nodes["u"] / b, "dc": du * nodes["u"] / c}


# ---- derivative_of_log_one_minus: exponent
# style: a negative power
def derivative_of_log_one_minus(a):
    return -(1 - np.asarray(a, dtype=float)) ** -1


# ---- single_example_gradients: helper
# style: a helper for the neuron
def _neuron(w, b, x):
    return sigmoid(float(w.ravel() @ x.ravel()) + b)


def single_example_gradients(w, b, x, y):
    error = _neuron(w, b, x) - y
    return dict(dz=error, dw=error * x, db=error)


# ---- gradient_check: vectorize
# style: np.vectorize over the indices
def gradient_check(f, df, x, eps=1e-5):
    def slope(i):
        e = np.where(np.arange(x.size) == i, eps, 0.0)
        return (f(x + e) - f(x - e)) / (2 * eps)

    n = np.vectorize(slope)(np.arange(x.size))
    g = df(x)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- propagate_loop: lists
# style: lists of lists instead of arrays
def propagate_loop(w, b, X, Y):
    w, X, Y = [row[0] for row in w.tolist()], X.T.tolist(), Y[0].tolist()
    m, n_x = len(X), len(w)
    J, db, dw = 0.0, 0.0, [0.0] * n_x
    for x, y in zip(X, Y):
        a = sigmoid(sum(wj * xj for wj, xj in zip(w, x)) + b)
        J += loss(a, y) / m
        db += (a - y) / m
        dw = [d + xj * (a - y) / m for d, xj in zip(dw, x)]
    return {"dw": np.array(dw).reshape(n_x, 1), "db": db}, J


# ---- propagate_loop: recursion
# style: recursion over the examples
def propagate_loop(w, b, X, Y):
    def total(i):
        if i < 0:
            return np.zeros(w.shape), 0.0, 0.0
        dw, db, J = total(i - 1)
        x, y = X[:, i:i + 1], Y[0, i]
        a = sigmoid(np.sum(w * x) + b)
        return dw + (a - y) * x, db + a - y, J + loss(a, y)

    m = X.shape[1]
    dw, db, J = total(m - 1)
    return {"dw": dw / m, "db": db / m}, J / m


# ---- numerical_second_derivative: convolution
# style: np.convolve of values and weights
def numerical_second_derivative(f, x, eps=1e-4):
    x = np.asarray(x)
    three = np.stack([f(x - eps), f(x), f(x + eps)])
    return np.tensordot([1, -2, 1], three, axes=1) / eps ** 2


# ---- newton: zipped_rates
# style: a generator with its own state
def newton(df, d2f, start, num_iterations):
    def steps():
        x = start
        while True:
            yield x
            x = x - df(x) / d2f(x)

    from itertools import islice
    return list(islice(steps(), num_iterations + 1))


# ---- graph_gradients: default_dict
# style: a defaultdict
from collections import defaultdict


def graph_gradients(steps, values):
    known = dict(values)
    for out, op, left, right in steps:
        known[out] = {"+": known[left] + known[right], "*": known[left] * known[right]}[op]
    grads = defaultdict(float)
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in steps[::-1]:
        grads[left] += grads[out] * (known[right] if op == "*" else 1.0)
        grads[right] += grads[out] * (known[left] if op == "*" else 1.0)
    return {name: grads[name] for name in known}


# ---- largest_stable_rate: generic_name
# style: an argument with another name
def largest_stable_rate(c):
    alpha = 2.0
    return alpha / c


# ---- numerical_derivative: flat_loop
# style: a loop over the flat numbers
def numerical_derivative(f, x, eps=1e-5):
    x = np.asarray(x, dtype=float)
    slopes = [(f(t + eps) - f(t - eps)) / (2 * eps) for t in x.ravel()]
    return np.array(slopes).reshape(x.shape)


# ---- derivative_of_log: divided_array
# style: np.divide with keywords
def derivative_of_log(a, numerator=1.0):
    return np.divide(numerator, a)


# ---- graph_backward: recursion_over_paths
# style: a table of who feeds whom
def graph_backward(a, b, c):
    into = {"a": ("v", 1), "u": ("v", 1), "b": ("u", c), "c": ("u", b)}

    def slope(name):
        if name == "v":
            return 3
        nxt, factor = into[name]
        return slope(nxt) * factor

    return {"d" + name: slope(name) for name in "vuabc"}
