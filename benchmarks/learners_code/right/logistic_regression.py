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
