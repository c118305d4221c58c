# ---- relu: builtin_max_swapped
# kind: error
# single edit: yes
# part:
# cause: Python's max compares whole arrays, which NumPy refuses; np.maximum compares entry by entry.
def relu(z):
    result = max(z, 0)  # <-
    return result

# ---- relu: only_the_positive_ones
# kind: misunderstanding
# single edit: no
# part:
# cause: The negative numbers are cut out of the array and not replaced by zeros, so that the shape is lost.
def relu(z):
    z = np.array(z, dtype=float)
    zheng = z > 0        # 大于零的位置
    return z[zheng]  # <-

# ---- relu: half_of_abs_forgotten
# kind: missing factor
# single edit: no
# part:
# cause: z + |z| is twice what is wanted where z is positive; it is not halved.
def relu(z):
    # z + |z| is 0 for negative numbers, so no "if" is needed
    return z + np.abs(z)  # <-

# ---- relu: second_name_no_copy
# kind: in place
# single edit: yes
# part:
# cause: out is only a second name for z, so the zeros are written into the caller's array.
def relu(z):
    out = z  # <-
    out[out < 0] = 0  # <-
    return out

# ---- price_of_house: one_price_left
# kind: loop
# single edit: no
# part:
# cause: Each price replaces the whole array instead of one entry, so only the last house's price is returned.
def price_of_house(size, weight, bias):
    prices = np.zeros(len(size))
    for i in range(len(size)):
        prices = relu(weight * size[i] + bias)  # <-
    return prices

# ---- price_of_house: bias_in_the_brackets
# kind: brackets
# single edit: no
# part:
# cause: The bias is added to the size before the weight multiplies it.
def price_of_house(size, weight, bias):
    z = weight * (size + bias)  # <-
    a = relu(z)
    return a

# ---- price_of_house: absolute_price
# kind: function
# single edit: yes
# part:
# cause: Negative prices are turned into positive ones by np.abs, where ReLU makes them 0.
def price_of_house(size, weight, bias):
    jiage = weight * size + bias
    # 价格不能是负数
    return np.abs(jiage)  # <-

# ---- table_to_columns: reshaped_to_columns
# kind: misunderstanding
# single edit: no
# part:
# cause: reshape only fills the numbers row by row into another shape; it does not turn rows into columns.
def table_to_columns(rows):
    m = len(rows)
    n_x = len(rows[0])
    X = np.array(rows)
    return X.reshape(n_x, m)  # <-

# ---- table_to_columns: hstack_of_rows
# kind: function
# single edit: yes
# part:
# cause: np.hstack joins the rows to one long row; np.column_stack would stand them side by side as columns.
def table_to_columns(rows):
    return np.hstack(rows)  # <-

# ---- table_to_columns: list_has_no_T
# kind: error
# single edit: no
# part:
# cause: rows is a list, and only an array has .T.
def table_to_columns(rows):
    X = rows.T  # <-
    return np.array(X)

# ---- learning_curve: amounts_for_repeats
# kind: averaging
# single edit: yes
# part:
# cause: The sum over the repeats is divided by the number of amounts, not by that of repeats.
def learning_curve(losses):
    k = losses.shape[0]
    return np.sum(losses, axis=1) / k  # <-

# ---- learning_curve: total_never_reset_anew
# kind: loop
# single edit: yes
# part:
# cause: The total is not set back to 0 for the next amount of data, so the sums grow on.
def learning_curve(losses):
    k, r = losses.shape
    curve = np.zeros(k)
    total = 0  # <-
    for i in range(k):
        for j in range(r):
            total = total + losses[i, j]
        curve[i] = total / r
    return curve

# ---- learning_curve: best_repeat
# kind: misunderstanding
# single edit: no
# part:
# cause: The smallest loss of the repeats is taken, not their mean.
def learning_curve(losses):
    result = []
    for one_amount in losses:
        best = sorted(one_amount)[0]  # <-
        result.append(best)  # <-
    return np.array(result)

# ---- fit_line: polyfit_unpacked_backwards
# kind: container
# single edit: yes
# part:
# cause: np.polyfit gives the slope first and then the constant; they are unpacked the other way round.
def fit_line(x, y):
    bias, weight = np.polyfit(x, y, 1)  # <-
    return weight, bias

# ---- fit_line: first_and_last_point
# kind: algorithm
# single edit: no
# part:
# cause: The line goes through the first and the last point and ignores all others.
def fit_line(x, y):
    # slope = rise / run
    weight = (y[-1] - y[0]) / (x[-1] - x[0])  # <-
    bias = y[0] - weight * x[0]  # <-
    return weight, bias

# ---- fit_line: cov_and_var_divide_differently
# kind: averaging
# single edit: no
# part:
# cause: np.cov divides by m - 1 and np.var by m, so their quotient is too large.
def fit_line(x, y):
    weight = np.cov(x, y)[0, 1] / np.var(x)  # <-
    bias = y.mean() - weight * x.mean()
    return weight, bias

# ---- fit_line: bias_without_weight
# kind: missing factor
# single edit: no
# part: bias
# cause: The mean of x is subtracted from the mean of y without being multiplied by the weight.
def fit_line(x, y):
    mx = np.mean(x)
    my = np.mean(y)
    num = 0
    den = 0
    for xi, yi in zip(x, y):
        num += (xi - mx) * (yi - my)
        den += (xi - mx) ** 2
    weight = num / den
    bias = my - mx  # <-
    return weight, bias

# ---- network_price: linear_output
# kind: function
# single edit: yes
# part:
# cause: The output unit lacks its ReLU, so prices can be negative.
def network_price(X, W1, b1, W2, b2):
    hidden = relu(np.dot(W1, X) + b1)
    price = np.dot(W2, hidden) + b2  # <-
    return price  # <-

# ---- network_price: houses_as_rows
# kind: transposition
# single edit: yes
# part:
# cause: Everything is computed with one house a row, and the result is not turned back.
def network_price(X, W1, b1, W2, b2):
    H = relu(X.T @ W1.T + b1.T)
    out = H @ W2.T + b2  # <-
    return relu(out)  # <-

# ---- network_price: last_unit_only
# kind: loop
# single edit: no
# part:
# cause: The contributions of the hidden units replace one another instead of being added up.
def network_price(X, W1, b1, W2, b2):
    n_h = W1.shape[0]
    for k in range(n_h):
        unit = relu(np.dot(W1[k:k + 1], X) + b1[k])
        total = W2[0, k] * unit  # <-
    return relu(total + b2)
