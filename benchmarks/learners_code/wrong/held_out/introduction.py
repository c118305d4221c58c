# Wrong functions of learners: the held-out half of introduction. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- relu: takes_minimum
# kind: function
# single edit: yes
# part:
# cause: np.minimum keeps the negative numbers and drops the positive ones.
def relu(z):
    a = np.minimum(z, 0)  # <-
    return a


# ---- relu: overwrites_input
# kind: in place
# single edit: yes
# part:
# cause: The zeros are written into the caller's array.
def relu(z):
    out = z  # <-
    out[out < 0] = 0  # <-
    return out


# ---- relu: if_on_array
# kind: error
# single edit: no
# part:
# cause: An if cannot decide for a whole array.
def relu(z):
    if z > 0:  # <-
        return z
    else:
        return 0


# ---- relu: flat_result
# kind: shape
# single edit: yes
# part:
# cause: The result is flat: the shape of z is lost in the loop.
def relu(z):
    result = []
    for number in z.flatten():
        if number > 0:
            result.append(number)
        else:
            result.append(0.0)
    return np.array(result)  # <-


# ---- price_of_house: minus_bias
# kind: sign
# single edit: yes
# part:
# cause: The bias is subtracted.
def price_of_house(size, weight, bias):
    z = size * weight - bias  # <-
    return relu(z)


# ---- price_of_house: bias_outside
# kind: brackets
# single edit: no
# part:
# cause: The bias is added after relu, so prices can be negative.
def price_of_house(size, weight, bias):
    price = relu(size * weight) + bias  # <-
    return price


# ---- price_of_house: bias_as_floor
# kind: misunderstanding
# single edit: no
# part:
# cause: The bias is taken as the lowest price and never added.
def price_of_house(size, weight, bias):
    return np.maximum(bias, size * weight)  # <-


# ---- table_to_columns: reshape_for_transpose
# kind: misunderstanding
# single edit: no
# part:
# cause: reshape only cuts the numbers anew and does not swap rows and columns.
def table_to_columns(rows):
    m = len(rows)
    n_x = len(rows[0])
    X = np.array(rows).reshape(n_x, m)  # <-
    return X


# ---- table_to_columns: skips_header
# kind: index
# single edit: yes
# part:
# cause: The first row is left out as if it were a header.
def table_to_columns(rows):
    columns = []
    for row in rows[1:]:  # <-
        columns.append(row)
    return np.array(columns).T


# ---- learning_curve: mean_over_amounts
# kind: axis
# single edit: yes
# part:
# cause: The mean is taken over the amounts of data and not over the repeats.
def learning_curve(losses):
    return losses.mean(axis=0)  # <-


# ---- learning_curve: divides_by_k
# kind: averaging
# single edit: no
# part:
# cause: The sum is divided by the number of amounts, not by the number of repeats.
def learning_curve(losses):
    total = np.sum(losses, axis=1)
    return total / len(losses)  # <-


# ---- fit_line: polyfit_swapped
# kind: container
# single edit: no
# part:
# cause: np.polyfit gives the slope first, so weight and bias are swapped.
def fit_line(x, y):
    coefficients = np.polyfit(x, y, 1)
    bias = coefficients[0]  # <-
    weight = coefficients[1]  # <-
    return weight, bias


# ---- fit_line: bias_without_mean_x
# kind: missing factor
# single edit: no
# part: bias
# cause: The weight has to be multiplied by the mean of x in the bias.
def fit_line(x, y):
    mx = x.mean()
    my = y.mean()
    weight = ((x - mx) * (y - my)).sum() / ((x - mx) ** 2).sum()
    bias = my - weight  # <-
    return weight, bias


# ---- fit_line: spread_of_y
# kind: wrong variable
# single edit: yes
# part:
# cause: The slope is divided by the spread of y instead of that of x.
def fit_line(x, y):
    cx = x - np.mean(x)
    cy = y - np.mean(y)
    w = np.sum(cx * cy) / np.sum(cy * cy)  # <-
    b = np.mean(y) - w * np.mean(x)
    return w, b


# ---- fit_line: sum_of_squares_twice
# kind: wrong variable
# single edit: no
# part:
# cause: The denominator needs the square of the sum of x, not the sum of the squares again.
def fit_line(x, y):
    m = len(x)
    sx = np.sum(x)
    sy = np.sum(y)
    sxy = np.sum(x * y)
    sxx = np.sum(x ** 2)
    weight = (m * sxy - sx * sy) / (m * sxx - sxx)  # <-
    bias = (sy - weight * sx) / m
    return weight, bias


# ---- network_price: linear_hidden
# kind: function
# single edit: yes
# part:
# cause: The hidden layer has no relu.
def network_price(X, W1, b1, W2, b2):
    H = np.dot(W1, X) + b1  # <-
    out = np.dot(W2, H) + b2
    return np.maximum(0, out)


# ---- network_price: one_row_lost
# kind: shape
# single edit: yes
# part:
# cause: The prices come as (m,), but a row (1, m) is asked for.
def network_price(X, W1, b1, W2, b2):
    prices = []
    for i in range(X.shape[1]):
        x = X[:, i:i+1]
        h = relu(np.dot(W1, x) + b1)
        p = relu(np.dot(W2, h) + b2)
        prices.append(p[0, 0])
    return np.array(prices)  # <-


# ---- network_price: star_product
# kind: operator
# single edit: yes
# part:
# cause: * multiplies entry by entry; the layer needs the matrix product.
def network_price(X, W1, b1, W2, b2):
    Z1 = W1 * X + b1  # <-
    A1 = relu(Z1)
    Z2 = W2 @ A1 + b2
    return relu(Z2)


# ---- network_price: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The hidden layer has no relu, and the output gets b1 again in place of b2.
def network_price(X, W1, b1, W2, b2):
    hidden = np.dot(W1, X) + b1  # <-
    return relu(np.dot(W2, hidden) + b1[0, 0])  # <-


# ---- table_to_columns: transposes_list
# kind: error
# single edit: no
# part:
# cause: The table is a list: it has no .T before it is an array.
def table_to_columns(rows):
    return np.array(rows.T)  # <-
