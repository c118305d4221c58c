# ---- dot_loop: every_with_every
# kind: loop
# single edit: no
# part:
# cause: Two nested loops multiply every number of a by every number of b, not only those at the same place.
def dot_loop(a, b):
    s = 0.0
    for x in a:
        for y in b:  # <-
            s += x * y  # <-
    return s

# ---- dot_loop: numbers_as_places
# kind: error
# single edit: no
# part:
# cause: The loop runs over the numbers of a, and these are used as places.
def dot_loop(a, b):
    total = 0
    for i in a:  # <-
        total += a[i] * b[i]  # <-
    return total

# ---- dot_loop: first_number_skipped
# kind: index
# single edit: yes
# part:
# cause: The loop begins at 1, so the first product is left out.
def dot_loop(a, b):
    n = a.shape[0]
    total = 0.0
    for i in range(1, n):  # <-
        total = total + a[i] * b[i]
    return total

# ---- dot_vectorized: products_not_added
# kind: function
# single edit: yes
# part:
# cause: np.multiply gives the single products; they are not added up.
def dot_vectorized(a, b):
    ji = np.multiply(a, b)  # <-
    return ji  # <-

# ---- dot_vectorized: column_times_row_anew
# kind: shape
# single edit: no
# part:
# cause: A column times a row is a table of all products and not one number.
def dot_vectorized(a, b):
    a = a.reshape(-1, 1)  # <-
    b = b.reshape(1, -1)  # <-
    return np.dot(a, b)  # <-

# ---- dot_vectorized: sums_multiplied
# kind: misunderstanding
# single edit: no
# part:
# cause: The sums of both arrays are multiplied, not the pairs of numbers.
def dot_vectorized(a, b):
    return np.sum(a) * np.sum(b)  # <-

# ---- L1: abs_after_the_sum
# kind: brackets
# single edit: no
# part:
# cause: The absolute value is taken of the sum, so differences of opposite signs cancel.
def L1(yhat, y):
    diff = yhat - y
    return np.abs(np.sum(diff))  # <-

# ---- L1: only_negative_ones_added
# kind: loop
# single edit: yes
# part:
# cause: The addition is inside the if, so only the differences that were negative are counted.
def L1(yhat, y):
    total = 0.0
    for k in range(len(y)):
        d = y[k] - yhat[k]
        if d < 0:
            d = -d
            total += d  # <-
    return total

# ---- L1: mean_absolute
# kind: function
# single edit: yes
# part:
# cause: The mean of the absolute differences is returned, not their sum.
def L1(yhat, y):
    wucha = abs(y - yhat)
    return wucha.mean()  # <-

# ---- L2: length_of_the_difference
# kind: extra factor
# single edit: no
# part:
# cause: np.linalg.norm takes the root of the sum of squares, which is not asked for.
def L2(yhat, y):
    return np.linalg.norm(yhat - y)  # <-

# ---- L2: difference_of_the_squares
# kind: brackets
# single edit: no
# part:
# cause: Each array is squared by itself and then subtracted; the difference should be squared.
def L2(yhat, y):
    squares_1 = yhat ** 2  # <-
    squares_2 = y ** 2  # <-
    return np.sum(squares_2 - squares_1)  # <-

# ---- L2: predictions_times_truth
# kind: wrong variable
# single edit: no
# part:
# cause: The dot product of predictions and truth is taken, not that of their difference with itself.
def L2(yhat, y):
    # the lecture says: use np.dot
    loss = np.dot(yhat, y)  # <-
    return loss

# ---- normalize_rows: divided_by_row_sum
# kind: misunderstanding
# single edit: no
# part:
# cause: Each row is divided by its sum and not by its Euclidean length.
def normalize_rows(x):
    x_norm = np.sum(x, axis=1, keepdims=True)  # <-
    return x / x_norm

# ---- normalize_rows: one_length_for_all
# kind: axis
# single edit: no
# part:
# cause: Without axis and keepdims, one length of the whole table is computed for all rows.
def normalize_rows(x):
    changdu = np.linalg.norm(x)  # <-
    return x / changdu

# ---- normalize_rows: lengths_lie_down
# kind: error
# single edit: yes
# part:
# cause: The lengths have the shape (r,) and do not fit to the rows, because keepdims=True is missing.
def normalize_rows(x):
    lengths = np.sqrt(np.sum(x ** 2, axis=1))  # <-
    return x / lengths  # <-

# ---- normalize_rows: rows_written_back
# kind: in place
# single edit: yes
# part:
# cause: The scaled rows are written into the caller's own array.
def normalize_rows(x):
    for i in range(x.shape[0]):
        x[i, :] = x[i, :] / np.linalg.norm(x[i, :])  # <-
    return x

# ---- softmax: one_sum_for_table
# kind: axis
# single edit: no
# part:
# cause: The exponentials are divided by the sum of the whole table, so that not each row adds up to 1.
def softmax(x):
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp)  # <-
    return x_exp / x_sum

# ---- softmax: shifted_above_only
# kind: wrong variable
# single edit: no
# part:
# cause: The maximum is subtracted in the numerator and not in the denominator.
def softmax(x):
    # for numeric stability
    shifted = x - x.max(axis=1, keepdims=True)
    numerator = np.exp(shifted)
    denominator = np.sum(np.exp(x), axis=1, keepdims=True)  # <-
    return numerator / denominator

# ---- softmax: first_row_returned
# kind: early return
# single edit: yes
# part:
# cause: The return is indented into the loop, so it stops after the first row.
def softmax(x):
    out = []
    for row in x:
        e = np.exp(row)
        out.append(e / np.sum(e))
        return np.array(out)  # <-

# ---- softmax: scores_above_exps_below
# kind: wrong variable
# single edit: yes
# part:
# cause: The scores themselves are divided by the sum of exponentials, not their exponentials.
def softmax(x):
    x_exp = np.exp(x)
    x_sum = np.sum(x_exp, axis=1, keepdims=True)
    s = x / x_sum  # <-
    return s

# ---- calories_percentages: row_totals_anew
# kind: axis
# single edit: yes
# part:
# cause: The total of each row is taken, where that of each column is asked for.
def calories_percentages(table):
    cal = np.sum(table, axis=1, keepdims=True)  # <-
    percentage = 100 * table / cal
    return percentage

# ---- calories_percentages: four_foods_of_the_lecture
# kind: constant
# single edit: yes
# part:
# cause: The 4 columns of the lecture's table are written down, so another number of foods raises an error.
def calories_percentages(table):
    cal = table.sum(axis=0)
    percentage = 100 * table / cal.reshape(1, 4)  # <-
    return percentage

# ---- calories_percentages: whole_percent
# kind: extra factor
# single edit: no
# part:
# cause: The percentages are rounded to whole numbers.
def calories_percentages(table):
    r, c = table.shape
    result = np.zeros((r, c))
    for j in range(c):
        zongshu = 0
        for i in range(r):
            zongshu += table[i, j]
        for i in range(r):
            result[i, j] = round(100 * table[i, j] / zongshu)  # <-
    return result

# ---- standardize: variance_below
# kind: function
# single edit: yes
# part:
# cause: The features are divided by their variance, not by their standard deviation.
def standardize(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma2 = np.var(X, axis=1, keepdims=True)  # <-
    return (X - mu) / sigma2  # <-

# ---- standardize: over_all_numbers
# kind: axis
# single edit: no
# part:
# cause: One mean and one deviation of the whole table are used, not those of each feature.
def standardize(X):
    X = X - X.mean()  # <-
    X = X / X.std()  # <-
    return X

# ---- standardize: sample_deviation
# kind: averaging
# single edit: no
# part:
# cause: The deviation is divided by m - 1 and not by m.
def standardize(X):
    n_x, m = X.shape
    out = np.empty((n_x, m))
    for k in range(n_x):
        mean = sum(X[k]) / m
        var = sum((X[k] - mean) ** 2) / (m - 1)  # <-
        out[k] = (X[k] - mean) / np.sqrt(var)
    return out

# ---- standardize: mean_divided_only
# kind: brackets
# single edit: no
# part:
# cause: Brackets are missing: only the mean is divided by the deviation.
def standardize(X):
    m = np.mean(X, axis=1, keepdims=True)
    s = np.std(X, axis=1, keepdims=True)
    return X - m / s  # <-

# ---- as_column: new_axis_for_everything
# kind: misunderstanding
# single edit: no
# part:
# cause: A new axis makes a column of an array (n,) only; arrays with two axes get a third one.
def as_column(v):
    return v[:, np.newaxis]  # <-

# ---- as_column: transpose_of_rank_one
# kind: transposition
# single edit: no
# part:
# cause: .T leaves an array (n,) as it is and turns a column into a row.
def as_column(v):
    # row -> column
    return v.T  # <-

# ---- as_column: len_of_a_row
# kind: error
# single edit: no
# part:
# cause: len of a row (1, n) is 1 and not n, so the numbers do not fit into the new shape.
def as_column(v):
    n = len(v)  # <-
    return v.reshape(n, 1)  # <-

# ---- check_shapes: only_first_length
# kind: missing term
# single edit: no
# part:
# cause: Only the first length of w is compared, so (n_x,) and (n_x, 2) pass.
def check_shapes(w, b, X, Y):
    n_x = X.shape[0]
    m = X.shape[1]
    if w.shape[0] != n_x:  # <-
        raise ValueError("w has a wrong shape: " + str(w.shape))
    if not np.isscalar(b):
        raise ValueError("b has to be a number")
    if Y.shape != (1, m):
        raise ValueError("Y has a wrong shape: " + str(Y.shape))

# ---- check_shapes: says_it_but_goes_on
# kind: misunderstanding
# single edit: no
# part:
# cause: The message is printed and no error is raised.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    if w.shape != (n_x, 1):
        print("w should have the shape", (n_x, 1))  # <-
    if np.ndim(b) != 0:
        print("b should be a number")  # <-
    if Y.shape != (1, m):
        print("Y should have the shape", (1, m))  # <-

# ---- check_shapes: copied_message
# kind: wrong variable
# single edit: no
# part:
# cause: The message of the check of Y is a copy and names w.
def check_shapes(w, b, X, Y):
    n_x, m = X.shape
    assert w.shape == (n_x, 1), "w 的形状不对"
    assert isinstance(b, (int, float)), "b 应该是一个数"
    assert Y.shape == (1, m), "w 的形状不对"  # <-

# ---- pairwise_distances: broadcasting_without_new_axes
# kind: error
# single edit: no
# part:
# cause: A (n, m) and B (n, k) are subtracted without new axes, and m and k do not fit.
def pairwise_distances(A, B):
    diff = A - B  # <-
    return np.sqrt(np.sum(diff ** 2, axis=0))

# ---- pairwise_distances: plus_the_mixed_term
# kind: sign
# single edit: yes
# part:
# cause: In |a - b|² the mixed term is subtracted; it is added here.
def pairwise_distances(A, B):
    aa = np.sum(A ** 2, axis=0).reshape(-1, 1)
    bb = np.sum(B ** 2, axis=0).reshape(1, -1)
    d2 = aa + bb + 2 * np.dot(A.T, B)  # <-
    return np.sqrt(np.maximum(d2, 0))

# ---- pairwise_distances: sum_of_sides
# kind: misunderstanding
# single edit: no
# part:
# cause: The absolute differences are added up, which is the way along the axes and not the Euclidean distance.
def pairwise_distances(A, B):
    n, m = A.shape
    k = B.shape[1]
    D = np.zeros((m, k))
    for i in range(m):
        for j in range(k):
            D[i, j] = np.sum(np.abs(A[:, i] - B[:, j]))  # <-
    return D

# ---- pairwise_distances: cornered_table
# kind: index
# single edit: yes
# part:
# cause: The places are swapped when the distance is stored, so the table is turned over.
def pairwise_distances(A, B):
    m, k = A.shape[1], B.shape[1]
    juli = np.zeros((k, m))
    for i in range(m):
        for j in range(k):
            juli[j, i] = np.linalg.norm(A[:, i] - B[:, j])  # <-
    return juli  # <-
