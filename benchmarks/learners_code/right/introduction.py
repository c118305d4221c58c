# Right functions of learners in unusual styles: introduction. See README.md for the format.

# ---- relu: multiplies_by_mask
# style: a product with a mask
def relu(z):
    return z * (z > 0)


# ---- relu: half_sum
# style: arithmetic with the absolute value
def relu(z):
    return (z + abs(z)) / 2


# ---- relu: clip
# style: np.clip without an upper bound
def relu(z, low=0.0):
    return np.clip(z, low, None)


# ---- relu: recursion_over_axes
# style: recursion over nested rows
def relu(z):
    if np.ndim(z) == 0:
        return z if z > 0 else 0.0 * z
    return np.array([relu(part) for part in z])


# ---- price_of_house: list_comprehension
# style: a list comprehension with max
def price_of_house(size, weight, bias):
    return np.array([max(0.0, weight * s + bias) for s in size])


# ---- price_of_house: polyval
# style: np.polyval and a mask
def price_of_house(size, weight, bias):
    price = np.polyval([weight, bias], size)
    price[price < 0] = 0
    return price


# ---- price_of_house: class_of_neuron
# style: a class
class House:
    def __init__(self, weight, bias):
        self.weight = weight
        self.bias = bias

    def price(self, size):
        return np.where(self.weight * size + self.bias > 0, self.weight * size + self.bias, 0)


def price_of_house(size, weight, bias):
    return House(weight, bias).price(size)


# ---- table_to_columns: zip
# style: zip with a star
def table_to_columns(rows):
    return np.array([list(column) for column in zip(*rows)])


# ---- table_to_columns: column_stack
# style: np.column_stack
def table_to_columns(rows):
    return np.column_stack([np.array(row) for row in rows])


# ---- table_to_columns: filled
# style: an empty array that two loops fill
def table_to_columns(rows):
    m, n_x = len(rows), len(rows[0])
    X = np.empty((n_x, m))
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            X[j][i] = value
    return X


# ---- learning_curve: einsum
# style: einsum
def learning_curve(losses):
    return np.einsum("kr->k", losses) / losses.shape[1]


# ---- learning_curve: product_with_ones
# style: a product with a vector of 1/r
def learning_curve(losses):
    k, r = losses.shape
    return losses @ np.full(r, 1 / r)


# ---- learning_curve: statistics
# style: the standard library
from statistics import fmean


def learning_curve(losses):
    return np.array([fmean(row) for row in losses.tolist()])


# ---- fit_line: polyfit
# style: np.polyfit
def fit_line(x, y):
    weight, bias = np.polyfit(x, y, 1)
    return weight, bias


# ---- fit_line: least_squares
# style: np.linalg.lstsq with a column of ones
def fit_line(x, y):
    A = np.stack([x, np.ones_like(x)], axis=1)
    solution, *_ = np.linalg.lstsq(A, y, rcond=None)
    return float(solution[0]), float(solution[1])


# ---- fit_line: covariance
# style: covariance over variance, and a list in place of the tuple
def fit_line(x, y):
    C = np.cov(x, y)
    weight = C[0, 1] / C[0, 0]
    return weight, y.mean() - weight * x.mean()


# ---- network_price: einsum
# style: einsum
def network_price(X, W1, b1, W2, b2):
    hidden = relu(np.einsum("hx,xm->hm", W1, X) + b1)
    return relu(np.einsum("oh,hm->om", W2, hidden) + b2)


# ---- network_price: house_by_house
# style: a loop over houses and np.hstack
def network_price(X, W1, b1, W2, b2):
    columns = []
    for x in X.T:
        hidden = relu(W1.dot(x) + b1[:, 0])
        columns.append([[max(0.0, float(W2[0].dot(hidden) + b2))]])
    return np.hstack(columns)


# ---- network_price: bias_as_weight
# style: the bias as one more column of the weights
def network_price(X, W1, b1, W2, b2):
    def layer(W, b, A):
        return relu(np.hstack([W, b]) @ np.vstack([A, np.ones((1, A.shape[1]))]))

    return layer(W2, np.array([[b2]]), layer(W1, b1, X))


# ---- relu: where_keyword
# style: np.multiply with where and out
def relu(z):
    out = np.zeros(np.shape(z))
    np.copyto(out, z, where=z > 0)
    return out


# ---- relu: annotated
# style: type hints and a docstring of the learner's own
def relu(z: np.ndarray) -> np.ndarray:
    """max(0, z)"""
    positive: np.ndarray = z > 0
    return np.where(positive, z, np.zeros_like(z))


# ---- price_of_house: keyword_default
# style: an extra argument with a default
def price_of_house(size, weight, bias, activation=relu):
    return activation(np.multiply(size, weight) + bias)


# ---- price_of_house: dot_with_ones
# style: a matrix of sizes and ones
def price_of_house(size, weight, bias):
    features = np.vstack([size, np.ones(len(size))])
    return relu(np.array([weight, bias]) @ features)


# ---- price_of_house: float32
# style: float32
def price_of_house(size, weight, bias):
    size = size.astype(np.float32)
    return np.maximum(np.float32(weight) * size + np.float32(bias), np.float32(0))


# ---- table_to_columns: nested_comprehension
# style: a nested list comprehension
def table_to_columns(rows):
    n_x = len(rows[0])
    return np.array([[row[j] for row in rows] for j in range(n_x)])


# ---- table_to_columns: swapaxes
# style: np.swapaxes
def table_to_columns(rows):
    return np.swapaxes(np.asarray(rows, dtype=float), 0, 1)


# ---- learning_curve: running_mean
# style: a running mean
def learning_curve(losses):
    mean = np.zeros(losses.shape[0])
    for k, column in enumerate(losses.T, start=1):
        mean += (column - mean) / k
    return mean


# ---- learning_curve: averages_in_list
# style: a list of means
def learning_curve(losses):
    means = []
    for row in losses:
        means.append(sum(row) / len(row))
    return np.array(means)


# ---- fit_line: normal_equations
# style: the normal equations
def fit_line(x, y):
    A = np.array([[np.sum(x * x), np.sum(x)], [np.sum(x), len(x)]])
    weight, bias = np.linalg.solve(A, np.array([np.sum(x * y), np.sum(y)]))
    return weight, bias


# ---- fit_line: sums
# style: sums over the points
def fit_line(x, y):
    m = len(x)
    sx = sy = sxy = sxx = 0.0
    for xi, yi in zip(x, y):
        sx += xi
        sy += yi
        sxy += xi * yi
        sxx += xi * xi
    weight = (m * sxy - sx * sy) / (m * sxx - sx ** 2)
    return weight, (sy - weight * sx) / m


# ---- fit_line: scipy
# style: SciPy
from scipy import stats


def fit_line(x, y):
    line = stats.linregress(x, y)
    return line.slope, line.intercept


# ---- network_price: class_of_layers
# style: a class
class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def __call__(self, A):
        return relu(self.W @ A + self.b)


def network_price(X, W1, b1, W2, b2):
    for layer in (Layer(W1, b1), Layer(W2, b2)):
        X = layer(X)
    return X


# ---- network_price: neuron_by_neuron
# style: neuron by neuron with price_of_house's idea
def network_price(X, W1, b1, W2, b2):
    price = np.full((1, X.shape[1]), float(b2))
    for i in range(W1.shape[0]):
        unit = relu(sum(W1[i, j] * X[j] for j in range(X.shape[0])) + b1[i, 0])
        price = price + W2[0, i] * unit
    return relu(price)


# ---- network_price: list_of_lists
# style: lists of lists
def network_price(X, W1, b1, W2, b2):
    hidden = []
    for weights, bias in zip(W1.tolist(), b1.tolist()):
        sums = [sum(w * x for w, x in zip(weights, column)) + bias[0] for column in X.T.tolist()]
        hidden.append([max(0.0, z) for z in sums])
    prices = [sum(w * h for w, h in zip(W2[0].tolist(), column)) + b2 for column in zip(*hidden)]
    return np.array([[max(0.0, price) for price in prices]])
