# Wrong functions of learners: the development half of introduction. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- relu: np_max
# kind: function
# single edit: yes
# part:
# cause: np.max takes its second argument as an axis; the comparison entry by entry is np.maximum.
def relu(z):
    return np.max(z, 0)  # <-


# ---- relu: slope_only
# kind: misunderstanding
# single edit: no
# part:
# cause: It returns whether z is positive, not z.
def relu(z):
    positive = (z > 0)
    return positive * 1.0  # <-


# ---- relu: left_unfinished
# kind: missing return
# single edit: no
# part:
# cause: The result is computed but not returned: the line of the template still stands at the end.
def relu(z):
    a = np.maximum(0, z)
    # YOUR CODE HERE
    raise NotImplementedError()  # <-


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


# ---- price_of_house: skips_negative
# kind: algorithm
# single edit: no
# part:
# cause: Negative prices are left out of the list where a 0 belongs.
def price_of_house(size, weight, bias):
    prices = []
    for s in size:
        p = weight * s + bias
        if p > 0:  # <-
            prices.append(p)  # <-
    return np.array(prices)


# ---- price_of_house: return_in_loop
# kind: early return
# single edit: yes
# part:
# cause: The return stands inside the loop, so only the first house gets a price.
def price_of_house(size, weight, bias):
    prices = []
    for i in range(len(size)):
        price = weight * size[i] + bias
        prices.append(max(price, 0))
        return np.array(prices)  # <-


# ---- price_of_house: forgets_relu
# kind: function
# single edit: yes
# part:
# cause: relu is never applied.
def price_of_house(size, weight, bias):
    y = weight * size
    y = y + bias  # <-
    return y  # <-


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


# ---- table_to_columns: keeps_rows
# kind: transposition
# single edit: yes
# part:
# cause: The table is not transposed: an example stays a row.
def table_to_columns(rows):
    table = np.array(rows)  # <-
    return table  # <-


# ---- table_to_columns: two_features_only
# kind: constant
# single edit: no
# part:
# cause: It always takes two features, however many there are.
def table_to_columns(rows):
    first = [row[0] for row in rows]
    second = [row[1] for row in rows]
    return np.array([first, second])  # <-


# ---- table_to_columns: one_long_column
# kind: shape
# single edit: no
# part:
# cause: All numbers are put into one single column.
def table_to_columns(rows):
    data = np.array(rows)
    data = data.reshape(-1, 1)  # <-
    return data


# ---- table_to_columns: zeros_swapped
# kind: index
# single edit: yes
# part:
# cause: The empty array is made with rows and columns swapped, so the loop runs over its edge.
def table_to_columns(rows):
    m, n = len(rows), len(rows[0])
    X = np.zeros((m, n))  # <-
    for i in range(m):
        for j in range(n):
            X[j, i] = rows[i][j]
    return X


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


# ---- table_to_columns: transposes_list
# kind: error
# single edit: no
# part:
# cause: The table is a list: it has no .T before it is an array.
def table_to_columns(rows):
    return np.array(rows.T)  # <-


# ---- learning_curve: total_never_reset
# kind: loop
# single edit: yes
# part:
# cause: The running total is not set back to 0 for each amount.
def learning_curve(losses):
    curve = []
    total = 0  # <-
    for repeats in losses:  # <-
        for loss in repeats:
            total += loss
        curve.append(total / len(repeats))
    return np.array(curve)


# ---- learning_curve: keeps_dimension
# kind: shape
# single edit: yes
# part:
# cause: keepdims leaves a column (k, 1) where (k,) is asked for.
def learning_curve(losses):
    k, r = losses.shape
    return np.sum(losses, axis=1, keepdims=True) / r  # <-


# ---- learning_curve: last_repeat
# kind: misunderstanding
# single edit: no
# part:
# cause: It takes the last repeat where the mean of all is asked for.
def learning_curve(losses):
    final = losses[:, -1]  # <-
    return final


# ---- learning_curve: prints_it
# kind: missing return
# single edit: no
# part:
# cause: The curve is printed and not returned.
def learning_curve(losses):
    curve = np.mean(losses, axis=1)
    print(curve)  # <-


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


# ---- fit_line: end_points
# kind: algorithm
# single edit: no
# part:
# cause: The slope is that of the line through the first and the last point, not the one with the least squares.
def fit_line(x, y):
    weight = (y[-1] - y[0]) / (x[-1] - x[0])  # <-
    bias = np.mean(y) - weight * np.mean(x)
    return weight, bias


# ---- fit_line: half_trained
# kind: algorithm
# single edit: no
# part:
# cause: Ten steps of gradient descent do not reach the best line.
def fit_line(x, y):
    w, b = 0.0, 0.0
    for step in range(10):  # <-
        error = w * x + b - y
        w = w - 0.01 * np.mean(error * x)
        b = b - 0.01 * np.mean(error)
    return w, b


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


# ---- network_price: b1_after_relu
# kind: brackets
# single edit: no
# part:
# cause: b1 is added after relu instead of inside it.
def network_price(X, W1, b1, W2, b2):
    hidden = relu(W1 @ X) + b1  # <-
    price = relu(W2 @ hidden + b2)
    return price


# ---- network_price: price_of_house_for_layer
# kind: helper
# single edit: no
# part:
# cause: price_of_house multiplies entry by entry, so it cannot compute a layer.
def network_price(X, W1, b1, W2, b2):
    hidden = price_of_house(X, W1, b1)  # <-
    return price_of_house(hidden, W2, b2)  # <-


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
