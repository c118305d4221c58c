# Right functions of learners in unusual styles: logistic_regression. See README.md for the format.

# ---- dot_loop: recursion
# style: recursion over halves
def dot_loop(a, b):
    if len(a) == 1:
        return a[0] * b[0]
    middle = len(a) // 2
    return dot_loop(a[:middle], b[:middle]) + dot_loop(a[middle:], b[middle:])


# ---- dot_loop: while_loop
# style: a while loop over lists
def dot_loop(a, b):
    a, b, total = list(a), list(b), 0
    while a:
        total += a.pop() * b.pop()
    return total


# ---- dot_loop: reduce
# style: functools.reduce
from functools import reduce


def dot_loop(a, b):
    return reduce(lambda total, pair: total + pair[0] * pair[1], zip(a, b), 0.0)


# ---- dot_vectorized: einsum
# style: einsum
def dot_vectorized(a, b):
    return np.einsum("i,i->", a, b)


# ---- dot_vectorized: row_times_column
# style: a row times a column, and the only number of it
def dot_vectorized(a, b):
    return (a.reshape(1, -1) @ b.reshape(-1, 1)).item()


# ---- dot_vectorized: trace
# style: the trace of the outer product
def dot_vectorized(a, b):
    return np.trace(np.outer(a, b))


# ---- L1: norm
# style: np.linalg.norm of order 1
def L1(yhat, y):
    return np.linalg.norm(yhat - y, ord=1)


# ---- L1: larger_minus_smaller
# style: the larger minus the smaller
def L1(yhat, y):
    return float((np.maximum(yhat, y) - np.minimum(yhat, y)).sum())


# ---- L2: norm_squared
# style: the square of the norm
def L2(yhat, y):
    return np.linalg.norm(y - yhat) ** 2


# ---- L2: generator
# style: a generator with the power
def L2(yhat, y):
    return sum((p - t) ** 2 for p, t in zip(yhat, y))


# ---- L2: expanded
# style: the square written out
def L2(yhat, y):
    return np.dot(y, y) - 2 * np.dot(y, yhat) + np.dot(yhat, yhat)


# ---- normalize_rows: apply_along_axis
# style: np.apply_along_axis
def normalize_rows(x):
    return np.apply_along_axis(lambda row: row / np.sqrt(row @ row), 1, x)


# ---- normalize_rows: transposed_division
# style: transposed twice instead of keepdims
def normalize_rows(x):
    return (x.T / np.linalg.norm(x, axis=1)).T


# ---- normalize_rows: diagonal
# style: a diagonal matrix
def normalize_rows(x):
    return np.diag(1 / np.sqrt(np.einsum("ij,ij->i", x, x))) @ x


# ---- softmax: row_by_row
# style: a helper for one row
def _softmax_of_row(row):
    e = np.exp(row - row.max())
    return e / e.sum()


def softmax(x):
    return np.array([_softmax_of_row(row) for row in x])


# ---- softmax: log_sum_exp
# style: the logarithm of the sum
def softmax(x):
    return np.exp(x - np.logaddexp.reduce(x, axis=1, keepdims=True))


# ---- softmax: scipy
# style: SciPy
from scipy.special import softmax as scipy_softmax


def softmax(x):
    return scipy_softmax(x, axis=1)


# ---- softmax: ratios
# style: one over the sum of the ratios
def softmax(x):
    return 1 / np.exp(x[:, np.newaxis, :] - x[:, :, np.newaxis]).sum(axis=2)


# ---- sigmoid: scipy
# style: SciPy
from scipy.special import expit as sigmoid


# ---- sigmoid: lambda_
# style: a lambda
sigmoid = lambda z: np.exp(z) / (np.exp(z) + 1)


# ---- sigmoid: frompyfunc
# style: np.frompyfunc
from math import exp


def sigmoid(z):
    one = np.frompyfunc(lambda t: 1 / (1 + exp(-t)), 1, 1)
    return np.asarray(one(z), dtype=float)[()]


# ---- forward: einsum
# style: einsum
def forward(w, b, X):
    return sigmoid(np.einsum("ij,ik->jk", w, X) + b)


# ---- forward: float32
# style: float32
def forward(w, b, X):
    z = w.astype(np.float32).T @ X.astype(np.float32) + np.float32(b)
    return sigmoid(z)


# ---- forward: summed_products
# style: broadcasting and a sum
def forward(w, b, X):
    return sigmoid((w * X).sum(axis=0, keepdims=True) + b)


# ---- initialize_with_zeros: integer_b
# style: a whole number for b
def initialize_with_zeros(dim):
    w = np.zeros(shape=(dim, 1), dtype=np.float32)
    return w, int(0)


# ---- initialize_with_zeros: zero_dimensional
# style: a 0-d array for b, and a list of lists
def initialize_with_zeros(dim):
    w = np.array([[0.0]] * dim)
    b = np.zeros(())
    return w, b


# ---- initialize_with_zeros: random_seed_kept
# style: an extra argument
def initialize_with_zeros(dim, dtype=float):
    w, b = np.full((dim, 1), 0, dtype=dtype), dtype(0)
    return (w, b)


# ---- propagate: public_course
# style: the code of the public course
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(np.dot(np.log(A), Y.T) + np.dot((np.log(1 - A)), (1 - Y.T)))
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    cost = np.squeeze(np.array(cost))
    grads = {"dw": dw,
             "db": db}
    return grads, cost


# ---- propagate: einsum
# style: einsum
def propagate(w, b, X, Y):
    m = Y.size
    A = forward(w, b, X)
    error = (A - Y) / m
    J = np.einsum("ij->", -np.log(np.where(Y == 1, A, 1 - A))) / m
    return {"dw": np.einsum("xm,om->xo", X, error), "db": np.einsum("om->", error)}, J


# ---- propagate: extended_features
# style: the bias as one more weight
def propagate(w, b, X, Y):
    m = X.shape[1]
    theta = np.append(w, [[b]], axis=0)
    Xe = np.append(X, np.ones((1, m)), axis=0)
    A = sigmoid(theta.T @ Xe)
    gradient = Xe @ (A - Y).T / m
    cost = -np.average(Y * np.log(A) + (1 - Y) * np.log1p(-A))
    return {"dw": gradient[:-1], "db": gradient[-1, 0]}, cost


# ---- propagate: reordered_arguments
# style: reordered arguments
def propagate(X, Y, w, b):
    m = X.shape[1]
    A = forward(w=w, b=b, X=X)
    grads = {"dw": X @ (A - Y).T / m, "db": (A - Y).mean()}
    return grads, -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).mean()


# ---- optimize: class_of_trainer
# style: a class
class Trainer:
    def __init__(self, w, b):
        self.w, self.b, self.costs = w.copy(), b, []

    def step(self, X, Y, rate, keep):
        self.grads, cost = propagate(self.w, self.b, X, Y)
        self.w -= rate * self.grads["dw"]
        self.b = self.b - rate * self.grads["db"]
        if keep:
            self.costs.append(cost)


def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    trainer = Trainer(w, b)
    for i in range(num_iterations):
        trainer.step(X, Y, learning_rate, keep=not i % 100)
    return {"w": trainer.w, "b": trainer.b}, trainer.grads, trainer.costs


# ---- optimize: without_print_cost
# style: one argument fewer
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        params = {"w": w - learning_rate * grads["dw"], "b": b - learning_rate * grads["db"]}
        w, b = params["w"], params["b"]
        costs += [cost] if i % 100 == 0 else []
    return params, grads, costs


# ---- optimize: own_gradients
# style: without the helper
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w, costs, m = np.array(w, dtype=float), [], X.shape[1]
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if i % 100 == 0:
            costs.append(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))
        dw, db = X @ (A - Y).T / m, np.mean(A - Y)
        w, b = w - learning_rate * dw, b - learning_rate * db
    return dict(w=w, b=b), dict(dw=dw, db=db), costs


# ---- predict: rounding
# style: np.round
def predict(w, b, X):
    return np.round(forward(w, b, X))


# ---- predict: sign_of_z
# style: the sign of Z, as booleans
def predict(w, b, X):
    return w.T @ X + b > 0


# ---- predict: public_course_loop
# style: the loop of the public course
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
    return Y_prediction


# ---- model: keywords
# style: keywords everywhere, and dict unpacking
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(dim=len(X_train))
    params, _, costs = optimize(w=w, b=b, X=X_train, Y=Y_train, learning_rate=learning_rate,
                                num_iterations=num_iterations, print_cost=print_cost)
    predictions = {f"Y_prediction_{name}": predict(**params, X=X) for name, X in [("test", X_test), ("train", X_train)]}
    return {**params, **predictions, "costs": costs, "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- model: own_zeros
# style: without initialize_with_zeros, and with one more key
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    params, grads, costs = optimize(np.zeros((X_train.shape[0], 1)), 0, X_train, Y_train, num_iterations, learning_rate, print_cost)
    d = dict(params)
    d.update(costs=costs, learning_rate=learning_rate, num_iterations=num_iterations, grads=grads)
    d["Y_prediction_train"] = predict(d["w"], d["b"], X_train)
    d["Y_prediction_test"] = predict(d["w"], d["b"], X_test)
    return d


# ---- calories_percentages: column_by_column
# style: column by column
def calories_percentages(table):
    return np.column_stack([100.0 * column / column.sum() for column in table.T])


# ---- calories_percentages: float32
# style: float32
def calories_percentages(table):
    t = np.float32(table)
    return t / t.sum(0) * np.float32(100)


# ---- standardize: moments
# style: the deviation from the moments
def standardize(X):
    m = X.shape[1]
    mean = X @ np.ones((m, 1)) / m
    deviation = np.sqrt((X ** 2) @ np.ones((m, 1)) / m - mean ** 2)
    return (X - mean) / deviation


# ---- standardize: transposed
# style: transposed, so that no keepdims is needed
def standardize(X):
    XT = X.T
    return ((XT - XT.mean(0)) / XT.std(0)).T


# ---- as_column: concatenate
# style: a list of lists
def as_column(v):
    return np.array([[x] for x in np.ravel(v)])


# ---- as_column: atleast
# style: np.newaxis where it is missing, else a transpose
def as_column(v):
    if v.ndim == 1:
        return v[:, None]
    return v if v.shape[1] == 1 else v.T


# ---- as_column: vstack
# style: np.vstack
def as_column(v):
    return np.vstack(v.flatten())


# ---- check_shapes: table_of_shapes
# style: a table of expected shapes and a loop
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    for name, value, shape in [("w", w, (n_x, 1)), ("b", b, ()), ("Y", Y, (1, m))]:
        if np.shape(value) != shape:
            raise ValueError(f"{name} should have the shape {shape}")


# ---- check_shapes: asserts
# style: plain asserts with isinstance
def check_shapes(w, b, X, Y):
    assert w.shape[0] == X.shape[0] and w.shape[1:] == (1,), "shape of w"
    assert isinstance(b, (int, float)), "kind of b"
    assert Y.ndim == 2 and Y.shape[0] == 1 and Y.shape[1] == X.shape[1], "shape of Y"


# ---- log_likelihood: log_of_product
# style: the logarithm of the product
def log_likelihood(A, Y):
    return np.log(np.prod(np.where(Y == 1, A, 1 - A)))


# ---- log_likelihood: bernoulli
# style: SciPy's Bernoulli distribution
from scipy.stats import bernoulli


def log_likelihood(A, Y):
    return bernoulli.logpmf(Y, A).sum()


# ---- log_likelihood: fsum
# style: math.fsum over pairs
from math import fsum, log


def log_likelihood(A, Y):
    return fsum(log(a) if y else log(1 - a) for a, y in zip(A.flat, Y.flat))


# ---- pairwise_distances: scipy
# style: SciPy
from scipy.spatial.distance import cdist


def pairwise_distances(A, B):
    return cdist(A.T, B.T)


# ---- pairwise_distances: gram
# style: by the Gram matrix
def pairwise_distances(A, B):
    squares = (A ** 2).sum(0)[:, None] + (B ** 2).sum(0)[None, :] - 2 * A.T @ B
    return np.sqrt(np.maximum(squares, 0))


# ---- pairwise_distances: row_by_row
# style: norms, row by row
def pairwise_distances(A, B):
    return np.array([np.linalg.norm(B - a[:, None], axis=0) for a in A.T])


# ---- cost_from_scores: logaddexp
# style: np.logaddexp
def cost_from_scores(Z, Y):
    return np.mean(np.logaddexp(0, Z) - Y * Z)


# ---- cost_from_scores: by_label
# style: the softplus of the sign that the label gives
def cost_from_scores(Z, Y):
    signed = np.where(Y == 1, -Z, Z)
    return float(np.logaddexp(signed, 0.0).mean())


# ---- dot_loop: zero_dimensional
# style: a 0-d array as the total
def dot_loop(a, b):
    total = np.zeros(())
    for x, y in np.nditer([a, b]):
        total = total + x * y
    return total


# ---- dot_vectorized: inner
# style: np.inner, as a Python float
def dot_vectorized(a, b):
    return float(np.inner(a, b))


# ---- dot_vectorized: float32
# style: float32
def dot_vectorized(a, b):
    return np.float32(a) @ np.float32(b)


# ---- L1: loop
# style: a loop with an if
def L1(yhat, y):
    total = 0
    for i in range(y.shape[0]):
        difference = y[i] - yhat[i]
        total += difference if difference > 0 else -difference
    return total


# ---- L1: root_of_squares
# style: the root of the squares
def L1(yhat, y):
    return np.sqrt(np.square(y - yhat)).sum()


# ---- L2: vdot
# style: np.vdot with a lambda
L2 = lambda yhat, y: np.vdot(y - yhat, y - yhat)


# ---- L2: reordered_arguments
# style: reordered arguments
def L2(y, yhat):
    return np.sum(np.power(np.subtract(yhat, y), 2))


# ---- normalize_rows: loop
# style: a loop over a copy
def normalize_rows(x):
    out = x.astype(float)
    for row in out:
        row /= np.linalg.norm(row)
    return out


# ---- normalize_rows: hypot
# style: np.hypot.reduce
def normalize_rows(x):
    return x / np.hypot.reduce(x, axis=1)[:, np.newaxis]


# ---- softmax: base_two
# style: powers of 2
def softmax(x):
    p = np.power(2.0, x / np.log(2))
    return p / p.sum(1).reshape(-1, 1)


# ---- softmax: float32
# style: float32
def softmax(x):
    e = np.exp(x.astype("float32") - x.max(1, keepdims=True).astype("float32"))
    return e / e.sum(1, keepdims=True)


# ---- sigmoid: recursion_into_rows
# style: recursion into nested lists
def sigmoid(z):
    if np.ndim(z):
        return np.array([sigmoid(part) for part in z])
    return 1 / (1 + np.exp(-z))


# ---- sigmoid: class_with_static_method
# style: a class with a static method
class Activation:
    @staticmethod
    def logistic(z):
        return np.divide(1, np.add(1, np.exp(np.negative(z))))


sigmoid = Activation.logistic


# ---- forward: loop_over_examples
# style: a loop over the examples
def forward(w, b, X):
    return np.array([[sigmoid(np.dot(w[:, 0], X[:, i]) + b) for i in range(X.shape[1])]])


# ---- forward: reordered_arguments
# style: reordered arguments
def forward(X, w, b):
    return sigmoid(np.matmul(w.T, X) + b)


# ---- forward: augmented
# style: the bias as one more weight
def forward(w, b, X):
    theta = np.r_[w[:, 0], b]
    return sigmoid(theta[None, :] @ np.r_[X, np.ones((1, X.shape[1]))])


# ---- initialize_with_zeros: multiplied
# style: a random array times 0
def initialize_with_zeros(dim):
    w = np.random.randn(dim, 1) * 0
    b = 0.0
    assert w.shape == (dim, 1)
    return [w, b]


# ---- propagate: class_of_neuron
# style: a class
class Neuron:
    def __init__(self, w, b):
        self.w, self.b = w, b

    def output(self, X):
        return sigmoid(self.w.T @ X + self.b)

    def gradients(self, X, Y):
        error = self.output(X) - Y
        return {"dw": X @ error.T / X.shape[1], "db": error.mean()}

    def cost(self, X, Y):
        A = self.output(X)
        return -np.log(A ** Y * (1 - A) ** (1 - Y)).mean()


def propagate(w, b, X, Y):
    neuron = Neuron(w, b)
    return neuron.gradients(X, Y), neuron.cost(X, Y)


# ---- propagate: zero_dimensional
# style: 0-d arrays for db and the cost
def propagate(w, b, X, Y):
    m = np.array(X.shape[1], dtype=float)
    A = forward(w, b, X)
    db = np.array((A - Y).sum() / m)
    cost = np.squeeze(-(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / m)
    return {"db": db, "dw": (X @ (A - Y).T) / m}, cost


# ---- optimize: recursion
# style: recursion in blocks of a hundred
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    block = min(100, num_iterations)
    for i in range(block):
        grads, cost = propagate(w, b, X, Y)
        if i == 0:
            costs.append(cost)
        w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
    if num_iterations <= 100:
        return {"w": w, "b": b}, grads, costs
    params, grads, later = optimize(w, b, X, Y, num_iterations - block, learning_rate, print_cost)
    return params, grads, costs + later


# ---- optimize: public_course
# style: the code of the second version of the public course
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    w = w.copy()
    b = np.copy(b)
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


# ---- predict: at_least_half
# style: one where it is at least a half, in floats
def predict(w, b, X):
    A = forward(w, b, X)
    return np.array(A >= 0.5, dtype=float)


# ---- predict: list_comprehension
# style: a list comprehension in a list
def predict(w, b, X):
    return np.array([[1 if a > 0.5 else 0 for a in forward(w, b, X)[0]]])


# ---- model: own_loop
# style: without optimize
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X_train, Y_train)
        if i % 100 == 0:
            costs.append(float(cost))
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": w, "b": b, "learning_rate": learning_rate, "num_iterations": num_iterations}


# ---- calories_percentages: einsum
# style: einsum
def calories_percentages(table):
    return np.einsum("rc,c->rc", table, 100 / np.einsum("rc->c", table))


# ---- calories_percentages: helper
# style: a helper for a share
def _share(part, whole):
    return part / whole * 100


def calories_percentages(table):
    r, c = table.shape
    out = np.zeros((r, c))
    for j in range(c):
        for i in range(r):
            out[i][j] = _share(table[i][j], sum(table[:, j]))
    return out


# ---- standardize: feature_by_feature
# style: feature by feature
def standardize(X):
    return np.stack([(x - x.mean()) / x.std() for x in X])


# ---- standardize: scikit_learn
# style: scikit-learn's scaler
from sklearn.preprocessing import StandardScaler


def standardize(X):
    return StandardScaler().fit_transform(X.T).T


# ---- as_column: by_matrix
# style: a transposed row of two dimensions
def as_column(v):
    return np.array(v, ndmin=2).reshape((1, -1)).T


# ---- check_shapes: helper
# style: a helper that raises
def _expect(name, holds):
    if not holds:
        raise AssertionError(f"the shape of {name}")


def check_shapes(w, b, X, Y):
    _expect("w", np.shape(w) == (np.shape(X)[0], 1))
    _expect("b", not np.shape(b))
    _expect("Y", np.shape(Y) == (1, np.shape(X)[1]))


# ---- log_likelihood: minus_cost
# style: a product of two rows
def log_likelihood(A, Y):
    return (Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T).item()


# ---- pairwise_distances: recursion_over_dimensions
# style: np.hypot, one dimension after the other
def pairwise_distances(A, B):
    D = np.zeros((A.shape[1], B.shape[1]))
    for a, b in zip(A, B):
        D = np.hypot(D, a[:, None] - b)
    return D


# ---- cost_from_scores: loop
# style: a loop over pairs with branches
def cost_from_scores(Z, Y):
    total = 0.0
    for z, y in zip(Z[0], Y[0]):
        if z > 0:
            total += z + np.log1p(np.exp(-z)) - y * z
        else:
            total += np.log1p(np.exp(z)) - y * z
    return total / Z.shape[1]


# ---- cost_from_scores: zero_dimensional
# style: a 0-d array
def cost_from_scores(Z, Y):
    return np.asarray(np.logaddexp(0, (1 - 2 * Y) * Z).sum() / Y.shape[1])


# ---- dot_vectorized: sum_of_product
# style: the method sum
def dot_vectorized(a, b):
    return (a * b).sum()


# ---- L1: zero_dimensional
# style: a 0-d array
def L1(yhat, y):
    return np.array(sum(abs(p - t) for p, t in zip(yhat, y)))


# ---- initialize_with_zeros: like_a_column
# style: np.zeros_like of a column
def initialize_with_zeros(dim):
    column = np.arange(dim).reshape(dim, 1)
    return np.zeros_like(column, dtype=float), np.float64(0)


# ---- as_column: loop
# style: a loop that fills a column
def as_column(v):
    column = np.empty((v.size, 1), dtype=v.dtype)
    for i, number in enumerate(v.flat):
        column[i] = number
    return column


# ---- model: class_of_model
# style: a class
class LogisticRegression:
    def fit(self, X, Y, steps, rate):
        w, b = initialize_with_zeros(X.shape[0])
        params, self.grads, self.costs = optimize(w, b, X, Y, steps, rate)
        self.w, self.b = params["w"], params["b"]
        return self

    def __call__(self, X):
        return predict(self.w, self.b, X)


def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    fitted = LogisticRegression().fit(X_train, Y_train, num_iterations, learning_rate)
    return {
        "w": fitted.w, "b": fitted.b, "costs": fitted.costs,
        "Y_prediction_train": fitted(X_train), "Y_prediction_test": fitted(X_test),
        "num_iterations": num_iterations, "learning_rate": learning_rate,
    }


# ---- check_shapes: collects_first
# style: a generator of problems
def check_shapes(w, b, X, Y):
    def problems():
        if np.shape(w) != X.shape[:1] + (1,):
            yield "w"
        if np.ndim(b) > 0:
            yield "b"
        if np.shape(Y) != (1,) + X.shape[1:]:
            yield "Y"

    for name in problems():
        raise ValueError(f"{name} has the wrong shape")
