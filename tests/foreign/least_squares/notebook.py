# %% [locked] imports
# %matplotlib inline
# %config InlineBackend.figure_format = "png"
import numpy as np
import numpy.linalg as la

# %% [locked] data
np.random.seed(20)
n_samples = 40
x_train = np.random.uniform(-1, 1, n_samples)
y_train = 1.5 - 2 * x_train + 0.1 * np.random.randn(n_samples)

# %% [locked] secret_data
# handed out with the notebook, but no learner's code reads it
hold_out = {"x": np.array([0.0, 0.5, 1.0]), "y": np.array([1.5, 0.5, -0.5])}

# %% [solution] design
def design_matrix(x, degree=1):
    """Return the columns 1, x, x², … as an array of shape (len(x), degree + 1)."""
    ### BEGIN SOLUTION
    return np.vander(x, degree + 1, increasing=True)
    ### END SOLUTION


def fit(X, y):
    """Return the coefficients of least squares, and the residuals."""
    ### BEGIN SOLUTION
    w = la.solve(X.T @ X, X.T @ y)
    return w, y - X @ w
    ### END SOLUTION

# %% [locked] watch
# %%time
w, residuals = fit(design_matrix(x_train), y_train)
print(w)

# %% [test] test_design 1
X = design_matrix(np.array([1.0, 2.0]))
assert isinstance(X, np.ndarray) and X.shape == (2, 2)
### BEGIN HIDDEN TESTS
assert np.array_equal(design_matrix(np.array([2.0, 3.0]), 2), [[1, 2, 4], [1, 3, 9]])
assert X.dtype == float
X[0, 0] = 5  # the test may write to a learner's array
assert X.sum() == 9
### END HIDDEN TESTS

# %% [test] test_fit 3
w, residuals = fit(design_matrix(x_train), y_train)
assert w.shape == (2,)
### BEGIN HIDDEN TESTS
expected, *_ = la.lstsq(design_matrix(x_train), y_train, rcond=None)
np.testing.assert_allclose(w, expected, rtol=1e-6)
assert np.abs(residuals).max() < 0.5
assert abs(residuals.sum()) < 1e-9
np.testing.assert_allclose(design_matrix(hold_out["x"]) @ w, hold_out["y"], atol=0.2)
with np.testing.assert_raises(Exception):
    fit(np.ones((3, 2)), np.ones(4))
### END HIDDEN TESTS

# %% [solution] descent
def gradient(w, X, y):
    """Return the gradient of the mean squared error, as a dict with "w" (the gradient) and "loss"."""
    ### BEGIN SOLUTION
    error = X @ w - y
    return {"w": 2 * X.T @ error / len(y), "loss": np.mean(error**2)}
    ### END SOLUTION


def descend(w, X, y, rate=0.1, steps=100, callback=None):
    """Run gradient descent without changing w; call `callback(step, loss)` before each step."""
    ### BEGIN SOLUTION
    for step in range(steps):
        g = gradient(w, X, y)
        if callback:
            callback(step, g["loss"])
        w = w - rate * g["w"]
    return w
    ### END SOLUTION

# %% [test] test_gradient 2
np.random.seed(1)
A, t, v = np.random.randn(6, 3), np.random.randn(6), np.random.randn(3)
g = gradient(v, A, t)
assert set(g) == {"w", "loss"}
### BEGIN HIDDEN TESTS
numeric = np.zeros(3)
for i, direction in enumerate(np.eye(3)):
    ahead, behind = (gradient(v + s * 1e-6 * direction, A, t)["loss"] for s in (1, -1))
    numeric[i] = (ahead - behind) / 2e-6
assert np.allclose(g["w"], numeric, atol=1e-6)
assert np.isclose(g["loss"], ((A @ v - t) ** 2).mean())
assert np.isscalar(g["loss"])
### END HIDDEN TESTS

# %% [test] test_descend 4
score = 0
losses = []
start = np.zeros(2)
found = descend(start, design_matrix(x_train), y_train, callback=lambda step, loss: losses.append((step, loss)))
score += np.allclose(found, [1.5, -2], atol=0.2)
### BEGIN HIDDEN TESTS
score += [step for step, _ in losses] == list(range(100))
score += all(later < earlier for (_, earlier), (_, later) in zip(losses, losses[1:])) and bool(losses)
score += not start.any()
### END HIDDEN TESTS
score

# ==== starter: none

# ==== lstsq and loops: full
# %% design
def design_matrix(x, degree=1):
    columns = [x ** k for k in range(degree + 1)]
    return np.stack(columns, axis=1)

def fit(X, y):
    w = np.linalg.lstsq(X, y, rcond=-1)[0]
    return [w, y - np.dot(X, w)][0], y - X.dot(w)
# %% descent
def gradient(w, X, y):
    m = X.shape[0]
    r = X.dot(w) - y
    return dict(loss=float(r @ r) / m, w=np.array([2 / m * (X[:, j] * r).sum() for j in range(len(w))]))

def descend(w, X, y, rate=0.1, steps=100, callback=None):
    w = w.copy()
    step = 0
    while step < steps:
        g = gradient(w, X, y)
        if callback is not None:
            callback(step, g["loss"])
        w -= rate * g["w"]
        step += 1
    return w

# ==== integers, and no intercept: test_design 0, test_fit 0, test_descend 2
# %% design
def design_matrix(x, degree=1):
    return np.array([[xi ** k for k in range(1, degree + 2)] for xi in x]).astype(int)

def fit(X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0], y

# ==== changes the start, half the gradient: test_gradient 0, test_descend 3
# %% descent
def gradient(w, X, y):
    error = X @ w - y
    return {"w": X.T @ error / len(y), "loss": np.mean(error**2)}

def descend(w, X, y, rate=0.1, steps=100, callback=None):
    for step in range(steps):
        g = gradient(w, X, y)
        if callback:
            callback(step, g["loss"])
        w -= 2 * rate * g["w"]
    return w

# ==== never calls back: test_descend 2
# %% descent
def gradient(w, X, y):
    error = X @ w - y
    return {"w": 2 * X.T @ error / len(y), "loss": np.mean(error**2)}

def descend(w, X, y, rate=0.1, steps=100, callback=None):
    for step in range(steps):
        w = w - rate * gradient(w, X, y)["w"]
    return w
