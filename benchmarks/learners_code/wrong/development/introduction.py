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


# ---- relu: left_unfinished
# kind: missing return
# single edit: no
# part:
# cause: The result is computed but not returned: the line of the template still stands at the end.
def relu(z):
    a = np.maximum(0, z)
    # YOUR CODE HERE
    raise NotImplementedError()  # <-


# ---- learning_curve: prints_it
# kind: missing return
# single edit: no
# part:
# cause: The curve is printed and not returned.
def learning_curve(losses):
    curve = np.mean(losses, axis=1)
    print(curve)  # <-
