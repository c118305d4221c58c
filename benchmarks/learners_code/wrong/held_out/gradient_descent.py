# ---- image2vector: turned_before_flattening
# kind: transposition
# single edit: yes
# part:
# cause: The image is transposed before it is flattened, so the numbers come out in another order.
def image2vector(image):
    v = image.T.reshape(-1, 1)  # <-
    return v

# ---- image2vector: red_then_green_then_blue
# kind: algorithm
# single edit: no
# part:
# cause: All numbers of one colour are stacked before those of the next; the colours of a pixel are not together.
def image2vector(image):
    h, w, c = image.shape
    parts = []
    for k in range(c):  # <-
        channel = image[:, :, k]  # <-
        parts.append(channel.reshape(h * w, 1))  # <-
    return np.concatenate(parts)  # <-

# ---- image2vector: colours_kept_as_axis
# kind: misunderstanding
# single edit: no
# part:
# cause: Only height and width are joined; the colours keep an axis of their own.
def image2vector(image):
    v = image.reshape(image.shape[0] * image.shape[1], image.shape[2])  # <-
    return v

# ---- flatten_batch: straight_to_n_by_m
# kind: misunderstanding
# single edit: no
# part:
# cause: reshape to (h * w * c, m) mixes the numbers of different images; each image has to be flattened first.
def flatten_batch(images):
    m = images.shape[0]
    n_x = images.shape[1] * images.shape[2] * images.shape[3]
    X_flatten = images.reshape(n_x, m)  # <-
    return X_flatten

# ---- flatten_batch: stacked_below_anew
# kind: axis
# single edit: yes
# part:
# cause: The columns are put below one another, because np.concatenate joins along the first axis.
def flatten_batch(images):
    lieliang = [image2vector(img) for img in images]
    return np.concatenate(lieliang)  # <-

# ---- flatten_batch: same_column_again
# kind: index
# single edit: yes
# part:
# cause: The first image is flattened in every round, because its number is fixed to 0.
def flatten_batch(images):
    m, h, w, c = images.shape
    X = np.zeros((h * w * c, m))
    for i in range(m):
        X[:, i] = images[0].flatten()  # <-
    return X

# ---- sigmoid: fraction_without_brackets
# kind: brackets
# single edit: no
# part:
# cause: Only e^z / 1 is the fraction; the e^z of the denominator is added behind it.
def sigmoid(z):
    e = np.exp(z)
    return e / 1 + e  # <-

# ---- sigmoid: thresholded
# kind: misunderstanding
# single edit: no
# part:
# cause: The result is rounded to a label, 0 or 1, where the probability is asked for.
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return np.where(s > 0.5, 1, 0)  # <-

# ---- sigmoid: exp_of_math
# kind: error
# single edit: yes
# part:
# cause: math's exp takes one number only, not an array.
from math import exp  # <-

def sigmoid(z):
    return 1.0 / (1.0 + exp(-z))  # <-

# ---- sigmoid: exponent_without_minus
# kind: sign
# single edit: yes
# part:
# cause: The exponent lacks its minus, so the curve falls instead of rising.
def sigmoid(z):
    nenner = 1 + np.power(np.e, z)  # <-
    return 1 / nenner

# ---- loss: decimal_logarithm
# kind: function
# single edit: yes
# part:
# cause: The decimal logarithm is taken, not the natural one.
def loss(a, y):
    first = y * np.log10(a)  # <-
    second = (1 - y) * np.log10(1 - a)  # <-
    return -(first + second)

# ---- loss: half_square
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the squared error of linear regression, not the loss of logistic regression.
def loss(a, y):
    return 0.5 * (a - y) ** 2  # <-

# ---- loss: if_on_labels
# kind: error
# single edit: no
# part:
# cause: `if` needs one label, but y is an array of labels.
def loss(a, y):
    if y == 1:  # <-
        return -np.log(a)
    else:
        return -np.log(1 - a)

# ---- loss: minus_for_first_term_only
# kind: brackets
# single edit: yes
# part:
# cause: The minus in front reaches the first term only; the second has the wrong sign.
def loss(a, y):
    return -y * np.log(a) + (1 - y) * np.log(1 - a)  # <-

# ---- cost: divided_in_first_round
# kind: early return
# single edit: yes
# part:
# cause: The return stands inside the loop, so only the first example's loss is counted.
def cost(A, Y):
    m = A.shape[1]
    J = 0
    for i in range(m):
        J += loss(A[0, i], Y[0, i])
        return J / m  # <-

# ---- cost: len_counts_rows
# kind: averaging
# single edit: no
# part:
# cause: len counts the rows of A, which is 1, so the sum is not averaged over the examples.
def cost(A, Y):
    m = len(A)  # <-
    total = np.sum(loss(A, Y))
    return total / m  # <-

# ---- cost: first_label_for_all
# kind: index
# single edit: no
# part:
# cause: The label of the first example is used for all of them.
def cost(A, Y):
    m = A.shape[1]
    losses = []
    for a in A[0]:
        losses.append(loss(a, Y[0, 0]))  # <-
    return sum(losses) / m

# ---- gradient_descent: append_then_step
# kind: loop
# single edit: yes
# part:
# cause: A point is kept before each step only, so the one after the last step is missing.
def gradient_descent(df, start, learning_rate, num_iterations):
    path = []
    x = start
    for i in range(num_iterations):  # <-
        path.append(x)  # <-
        x = x - learning_rate * df(x)
    return path  # <-

# ---- gradient_descent: slope_of_the_start
# kind: stale value
# single edit: no
# part:
# cause: The slope is taken once at the start and not again at each new point.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    dx = df(x)  # <-
    points = [start]
    for i in range(num_iterations):
        x = x - learning_rate * dx  # <-
        points.append(x)
    return points

# ---- gradient_descent: rate_gets_smaller
# kind: extra factor
# single edit: no
# part:
# cause: The learning rate is made smaller after each step, which nobody asked for.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    jieguo = [x]
    lr = learning_rate
    for k in range(num_iterations):
        x = x - lr * df(x)
        jieguo.append(x)
        lr = lr * 0.95   # 步子越来越小  # <-
    return jieguo

# ---- gradient_descent: stops_when_flat
# kind: algorithm
# single edit: no
# part:
# cause: The walk stops by itself where the slope gets small, so the list can be shorter than asked.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    points = [x]
    for i in range(num_iterations):
        slope = df(x)
        if abs(slope) < 0.05:  # <-
            break  # <-
        x -= learning_rate * slope
        points.append(x)
    return points

# ---- largest_stable_rate: tried_out_in_hundredths
# kind: algorithm
# single edit: no
# part:
# cause: The rate is searched in steps of 0.01 and overshoots the limit, instead of being computed.
def largest_stable_rate(curvature):
    rate = 0.01
    # one step multiplies x by (1 - rate * curvature)
    while abs(1 - rate * curvature) <= 1:  # <-
        rate += 0.01  # <-
    return rate

# ---- largest_stable_rate: best_rate
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the rate that lands at the bottom in one step; the largest stable one is twice as large.
def largest_stable_rate(curvature):
    # x - rate * curvature * x = 0
    return 1.0 / curvature  # <-

# ---- numerical_derivative: chord_to_the_right
# kind: algorithm
# single edit: no
# part:
# cause: The slope is measured to the right side only, not from eps to the left to eps to the right.
def numerical_derivative(f, x, eps=1e-5):
    y1 = f(x)  # <-
    y2 = f(x + eps)
    return (y2 - y1) / eps  # <-

# ---- numerical_derivative: times_eps
# kind: brackets
# single edit: yes
# part:
# cause: Without brackets the difference is divided by 2 and then multiplied by eps.
def numerical_derivative(f, x, eps=1e-5):
    df = f(x + eps) - f(x - eps)
    return df / 2 * eps  # <-

# ---- numerical_derivative: list_of_slopes
# kind: container
# single edit: no
# part:
# cause: A loop over x makes a list, where an array or a number of the shape of x is asked for.
def numerical_derivative(f, x, eps=1e-5):
    slopes = [(f(xi + eps) - f(xi - eps)) / (2 * eps) for xi in x]  # <-
    return slopes  # <-

# ---- numerical_derivative: own_small_step
# kind: constant
# single edit: yes
# part:
# cause: A step of its own, 0.001, replaces the eps that the caller gives.
def numerical_derivative(f, x, eps=1e-5):
    h = 0.001  # <-
    rise = f(x + h) - f(x - h)
    run = 2 * h
    return rise / run

# ---- derivative_of_log: slope_of_one_over_a
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the derivative of 1 / a, not that of log a: it was derived once too often.
def derivative_of_log(a):
    return -1 / a ** 2  # <-

# ---- derivative_of_log: chord_with_wide_step
# kind: algorithm
# single edit: no
# part:
# cause: The slope is measured with a wide step to one side, which is only roughly 1 / a.
def derivative_of_log(a):
    h = 0.01
    return (np.log(a + h) - np.log(a)) / h  # <-

# ---- derivative_of_log: whole_division_anew
# kind: operator
# single edit: yes
# part:
# cause: // rounds the quotient down to a whole number.
def derivative_of_log(a):
    daoshu = 1 // a  # <-
    return daoshu

# ---- graph_forward: three_times_a_only
# kind: brackets
# single edit: no
# part: J
# cause: The 3 multiplies a only, not the whole sum v.
def graph_forward(a, b, c):
    u = b * c
    v = a + u
    J = 3 * a + u  # <-
    return {"u": u, "v": v, "J": J}

# ---- graph_forward: three_values_no_dict
# kind: container
# single edit: no
# part:
# cause: The three numbers are returned as a tuple, not in a dict with their names.
def graph_forward(a, b, c):
    u = b * c
    v = u + a
    J = v * 3
    return u, v, J  # <-

# ---- graph_backward: three_once_more
# kind: extra factor
# single edit: no
# part: db, dc, du
# cause: du is multiplied by 3 although dv has the 3 already, so it is there twice.
def graph_backward(a, b, c):
    dv = 3
    du = 3 * dv  # <-
    da = 1 * dv
    db = du * c
    dc = du * b
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}

# ---- graph_backward: values_of_own_arrow
# kind: wrong variable
# single edit: no
# part: db, dc
# cause: The slope of u for b is c and the one for c is b; they are mixed up.
def graph_backward(a, b, c):
    grads = {}
    grads["dv"] = 3.0
    grads["du"] = grads["dv"] * 1
    grads["da"] = grads["dv"] * 1
    grads["db"] = grads["du"] * b  # <-
    grads["dc"] = grads["du"] * c  # <-
    return grads

# ---- derivative_of_log_one_minus: no_brackets_below
# kind: brackets
# single edit: no
# part:
# cause: Without brackets round 1 - a only the 1 is the denominator, and a is subtracted afterwards.
def derivative_of_log_one_minus(a):
    return -1 / 1 - a  # <-

# ---- derivative_of_log_one_minus: one_minus_the_slope
# kind: misunderstanding
# single edit: no
# part:
# cause: The 1 - is put in front of the slope of log a, as if it were outside of the logarithm.
def derivative_of_log_one_minus(a):
    # d log(a) = 1/a, so for 1 - a:
    return 1 - derivative_of_log(a)  # <-

# ---- single_example_gradients: outer_product_summed
# kind: transposition
# single edit: yes
# part:
# cause: w times the transposed x is a square of all products of weights and features, and the sum of that is not z.
def single_example_gradients(w, b, x, y):
    z = np.sum(np.dot(w, x.T)) + b  # <-
    a = sigmoid(z)
    dz = a - y
    dw = x * dz
    return {"dz": dz, "dw": dw, "db": dz}

# ---- single_example_gradients: slope_of_sigmoid_left_out
# kind: missing factor
# single edit: no
# part:
# cause: dz is the derivative with respect to a; the slope a (1 - a) of the sigmoid is not multiplied.
def single_example_gradients(w, b, x, y):
    z = (w * x).sum() + b
    a = sigmoid(z)
    da = -(y / a) + (1 - y) / (1 - a)
    dz = da  # <-
    return {"dz": dz, "dw": x * dz, "db": dz}

# ---- single_example_gradients: slope_of_sigmoid_twice
# kind: extra factor
# single edit: no
# part:
# cause: a - y contains the slope of the sigmoid already, and a (1 - a) is multiplied once more.
def single_example_gradients(w, b, x, y):
    z = np.dot(w.T, x).item() + b
    a = sigmoid(z)
    # chain rule: dL/da * da/dz
    dz = (a - y) * a * (1 - a)  # <-
    dw = dz * x
    db = dz
    return {"dz": dz, "dw": dw, "db": db}

# ---- single_example_gradients: weights_for_features
# kind: wrong variable
# single edit: yes
# part: dw
# cause: The slope of z for a weight is its feature x; the weight itself is multiplied.
def single_example_gradients(w, b, x, y):
    z = 0
    for wi, xi in zip(w[:, 0], x[:, 0]):
        z += wi * xi
    z += b
    dz = sigmoid(z) - y
    return {"dz": dz, "dw": w * dz, "db": dz}  # <-

# ---- gradient_check: all_moved_together
# kind: algorithm
# single edit: no
# part:
# cause: All variables are moved at once, so the slope along the diagonal is compared with each entry.
def gradient_check(f, df, x, eps=1e-5):
    g = df(x)
    n = np.zeros(len(x))
    for i in range(len(x)):
        n[i] = (f(x + eps) - f(x - eps)) / (2 * eps)  # <-
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))

# ---- gradient_check: norm_of_the_sum
# kind: brackets
# single edit: no
# part:
# cause: The length of the sum g + n is taken below, not the sum of the two lengths.
def gradient_check(f, df, x, eps=1e-5):
    grad = df(x)
    gradapprox = []
    for i in range(x.shape[0]):
        thetaplus = np.copy(x)
        thetaplus[i] = thetaplus[i] + eps
        thetaminus = np.copy(x)
        thetaminus[i] = thetaminus[i] - eps
        gradapprox.append((f(thetaplus) - f(thetaminus)) / (2 * eps))
    numerator = np.linalg.norm(grad - gradapprox)
    denominator = np.linalg.norm(grad + gradapprox)  # <-
    return numerator / denominator

# ---- gradient_check: back_to_the_middle
# kind: missing factor
# single edit: no
# part:
# cause: After the move to the right only one eps is taken off, so the second height is that at x itself.
def gradient_check(f, df, x, eps=1e-5):
    g = df(x)
    n = np.zeros_like(x)
    z = x.copy()
    for i in range(x.size):
        z[i] = z[i] + eps
        right = f(z)
        z[i] = z[i] - eps  # <-
        left = f(z)  # <-
        n[i] = (right - left) / (2 * eps)
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))

# ---- gradient_check: moves_pile_up
# kind: loop
# single edit: yes
# part:
# cause: The step is made once before the loop, so the variables of earlier rounds stay moved.
def gradient_check(f, df, x, eps=1e-5):
    duibi = np.zeros(x.size)
    step = np.zeros(x.size)  # <-
    for i in range(x.size):
        step[i] = eps
        duibi[i] = (f(x + step) - f(x - step)) / (2 * eps)
    fenzi = np.linalg.norm(df(x) - duibi)
    fenmu = np.linalg.norm(df(x)) + np.linalg.norm(duibi)
    return fenzi / fenmu

# ---- propagate_loop: z_goes_on
# kind: loop
# single edit: yes
# part:
# cause: z is set to b before the loop over the examples, not anew for each example.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    J = 0.0
    db = 0.0
    dw = np.zeros((n_x, 1))
    z = b  # <-
    for i in range(m):
        for j in range(n_x):
            z += w[j, 0] * X[j, i]
        a = sigmoid(z)
        J += loss(a, Y[0, i])
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, J / m

# ---- propagate_loop: dw_of_last_example
# kind: missing term
# single edit: no
# part: dw
# cause: dw is overwritten for each example and not added up.
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    n = X.shape[0]
    J = 0
    db = 0
    dw = np.zeros((n, 1))
    for i in range(m):
        x_i = X[:, i:i + 1]
        a_i = sigmoid(np.sum(w * x_i) + b)
        J += loss(a_i, Y[0, i])
        dz_i = a_i - Y[0, i]
        dw = x_i * dz_i  # <-
        db += dz_i
    J /= m
    dw = dw / m
    db /= m
    return {"dw": dw, "db": db}, J

# ---- propagate_loop: divided_each_round
# kind: loop
# single edit: no
# part:
# cause: The three divisions by m stand inside the loop over the examples, so early sums are divided again and again.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    J, db, dw = 0, 0, np.zeros((n_x, 1))
    for i in range(m):
        x = X[:, i].reshape(n_x, 1)
        y = Y[0, i]
        z = np.sum(w * x) + b
        a = sigmoid(z)
        J = J + loss(a, y)
        dz = a - y
        dw = dw + x * dz
        db = db + dz
        J = J / m  # <-
        dw = dw / m  # <-
        db = db / m  # <-
    return {"dw": dw, "db": db}, J

# ---- propagate_loop: two_features_of_the_lecture
# kind: misunderstanding
# single edit: no
# part:
# cause: The code of the lecture for two features is copied; all other features are ignored.
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J = dw1 = dw2 = db = 0
    for i in range(m):
        z = w[0, 0] * X[0, i] + w[1, 0] * X[1, i] + b   # 视频里的公式  # <-
        a = sigmoid(z)
        J += loss(a, Y[0, i])
        dz = a - Y[0, i]
        dw1 += X[0, i] * dz  # <-
        dw2 += X[1, i] * dz  # <-
        db += dz
    dw = np.array([[dw1 / m], [dw2 / m]])  # <-
    return {"dw": dw, "db": db / m}, J / m

# ---- propagate_loop: label_in_its_logarithm
# kind: wrong variable
# single edit: yes
# part: cost
# cause: The second logarithm is taken of 1 - y and not of 1 - a, which gives log 0.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    cost = 0.0
    dw = np.zeros((n_x, 1))
    db = 0.0
    for i in range(m):
        z = float(np.dot(w[:, 0], X[:, i]) + b)
        a, y = sigmoid(z), Y[0, i]
        cost += -(y * np.log(a) + (1 - y) * np.log(1 - y))  # <-
        for j in range(n_x):
            dw[j, 0] += X[j, i] * (a - y)
        db += a - y
    return {"dw": dw / m, "db": db / m}, cost / m

# ---- numerical_second_derivative: width_of_the_first
# kind: misunderstanding
# single edit: no
# part:
# cause: The divisor 2 eps belongs to the first derivative; the second needs eps squared.
def numerical_second_derivative(f, x, eps=1e-4):
    return (f(x + eps) - 2 * f(x) + f(x - eps)) / (2 * eps)  # <-

# ---- numerical_second_derivative: middle_once
# kind: missing factor
# single edit: no
# part:
# cause: The middle value has to be subtracted twice, and it is subtracted once.
def numerical_second_derivative(f, x, eps=1e-4):
    links, mitte, rechts = f(x - eps), f(x), f(x + eps)
    return (rechts - mitte + links) / eps ** 2  # <-

# ---- newton: curvature_of_the_start
# kind: stale value
# single edit: yes
# part:
# cause: The curvature is always taken at the start, not at the present point.
def newton(df, d2f, start, num_iterations):
    x = start
    points = [x]
    for i in range(num_iterations):
        x = x - df(x) / d2f(start)  # <-
        points.append(x)
    return points

# ---- newton: until_nothing_moves
# kind: algorithm
# single edit: no
# part:
# cause: It goes on until the step is tiny and ignores the number of iterations that was asked for.
def newton(df, d2f, start, num_iterations):
    xs = [start]
    step = 1.0
    while abs(step) > 1e-9 and len(xs) < 100:  # <-
        x = xs[-1]
        step = df(x) / d2f(x)
        xs.append(x - step)
    return xs

# ---- newton: own_rate_as_well
# kind: extra factor
# single edit: no
# part:
# cause: The step is multiplied by a learning rate of its own, although 1 / d2f is the rate.
def newton(df, d2f, start, num_iterations):
    learning_rate = 0.1  # <-
    x = start
    points = [start]
    for _ in range(num_iterations):
        x = x - learning_rate * df(x) / d2f(x)  # <-
        points.append(x)
    return points

# ---- graph_gradients: last_way_wins
# kind: missing term
# single edit: no
# part:
# cause: A derivative is overwritten when a name is used a second time; the ways have to be added.
def graph_gradients(steps, values):
    v = dict(values)
    for out, op, left, right in steps:
        if op == "+":
            v[out] = v[left] + v[right]
        else:
            v[out] = v[left] * v[right]
    d = {name: 0.0 for name in v}
    d[steps[-1][0]] = 1.0
    for out, op, left, right in steps[::-1]:
        if op == "+":
            d[left] = d[out]  # <-
            d[right] = d[out]  # <-
        else:
            d[left] = d[out] * v[right]  # <-
            d[right] = d[out] * v[left]  # <-
    return d

# ---- graph_gradients: back_in_forward_order
# kind: loop
# single edit: yes
# part:
# cause: The way back goes through the steps from the first to the last, before their derivatives are known.
def graph_gradients(steps, values):
    zhi = values.copy()
    for out, op, left, right in steps:
        zhi[out] = zhi[left] + zhi[right] if op == "+" else zhi[left] * zhi[right]
    tidu = {k: 0.0 for k in zhi}
    tidu[steps[-1][0]] = 1.0
    for out, op, left, right in steps:  # <-
        if op == "+":
            tidu[left] += tidu[out]
            tidu[right] += tidu[out]
        else:
            tidu[left] += tidu[out] * zhi[right]
            tidu[right] += tidu[out] * zhi[left]
    return tidu

# ---- graph_gradients: only_given_names
# kind: error
# single edit: yes
# part:
# cause: grads gets entries for the given names only, so the names that the steps compute raise a KeyError.
def graph_gradients(steps, values):
    known = dict(values)
    for out, op, left, right in steps:
        if op == "*":
            known[out] = known[left] * known[right]
        else:
            known[out] = known[left] + known[right]
    grads = {name: 0.0 for name in values}  # <-
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in reversed(steps):
        if op == "*":
            grads[left] += grads[out] * known[right]
            grads[right] += grads[out] * known[left]
        else:
            grads[left] += grads[out]
            grads[right] += grads[out]
    return grads
