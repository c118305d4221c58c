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
