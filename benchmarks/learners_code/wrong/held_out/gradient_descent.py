# Wrong functions of learners: the held-out half of gradient_descent. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- image2vector: height_times_width
# kind: missing factor
# single edit: no
# part:
# cause: The colours are left out of the length of the column.
def image2vector(image):
    h = image.shape[0]
    w = image.shape[1]
    return image.reshape(h * w, 1)  # <-


# ---- image2vector: row_vector
# kind: shape
# single edit: yes
# part:
# cause: It makes a row (1, n); a column is (n, 1).
def image2vector(image):
    n = image.shape[0] * image.shape[1] * image.shape[2]
    v = image.reshape(1, n)  # <-
    return v


# ---- image2vector: transposed_first
# kind: transposition
# single edit: yes
# part:
# cause: The image is transposed before it is flattened, which changes the order of the numbers.
def image2vector(image):
    return image.T.reshape(image.size, 1)  # <-


# ---- flatten_batch: reshape_only
# kind: misunderstanding
# single edit: no
# part:
# cause: Reshaping straight to (n, m) mixes the images; each must become a row first and then be transposed.
def flatten_batch(images):
    m = images.shape[0]
    return images.reshape(-1, m)  # <-


# ---- flatten_batch: only_first_image
# kind: early return
# single edit: yes
# part:
# cause: The return is inside the loop, so there is one image only.
def flatten_batch(images):
    columns = []
    for image in images:
        columns.append(image2vector(image))
        X = np.concatenate(columns, axis=1)
        return X  # <-


# ---- flatten_batch: stacked_below
# kind: axis
# single edit: yes
# part:
# cause: The columns are put below each other instead of side by side.
def flatten_batch(images):
    columns = [image2vector(img) for img in images]
    return np.concatenate(columns, axis=0)  # <-


# ---- sigmoid: plus_z
# kind: sign
# single edit: yes
# part:
# cause: The exponent needs a minus sign.
def sigmoid(z):
    s = 1 / (1 + np.exp(z))  # <-
    return s


# ---- loss: ones_only
# kind: missing term
# single edit: no
# part:
# cause: The term for the label 0 is left out.
def loss(a, y):
    l = -y * np.log(a)  # <-
    return l


# ---- cost: rows_for_m
# kind: index
# single edit: yes
# part:
# cause: A.shape[0] is 1, so nothing is averaged.
def cost(A, Y):
    m = A.shape[0]  # <-
    return np.sum(loss(A, Y)) / m


# ---- cost: mean_and_divided
# kind: averaging
# single edit: yes
# part:
# cause: np.mean has divided by m already; the result is divided once more.
def cost(A, Y):
    m = A.shape[1]
    losses = loss(A, Y)
    return np.mean(losses) / m  # <-


# ---- cost: last_loss
# kind: loop
# single edit: yes
# part:
# cause: The total is overwritten in each round instead of added to.
def cost(A, Y):
    m = A.shape[1]
    total = 0
    for i in range(m):
        total = loss(A[0, i], Y[0, i])  # <-
    return total / m


# ---- cost: minus_again
# kind: sign
# single edit: yes
# part:
# cause: The loss has its minus already, so the cost becomes negative.
def cost(A, Y):
    m = A.shape[1]
    return -1 / m * np.sum(loss(A, Y))  # <-


# ---- gradient_descent: stops_at_flat
# kind: misunderstanding
# single edit: no
# part:
# cause: It stops where the step gets small, so the list is too short.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    points = [x]
    for _ in range(num_iterations):
        step = learning_rate * df(x)
        if abs(step) < 0.05:  # <-
            break  # <-
        x = x - step
        points.append(x)
    return points


# ---- gradient_descent: one_too_few
# kind: index
# single edit: yes
# part:
# cause: The loop makes one step too few.
def gradient_descent(df, start, learning_rate, num_iterations):
    points = [start]
    for i in range(1, num_iterations):  # <-
        points.append(points[i - 1] - learning_rate * df(points[i - 1]))
    return points


# ---- largest_stable_rate: one_over
# kind: constant
# single edit: yes
# part:
# cause: 1/curvature is the best rate; it becomes unstable only at twice that.
def largest_stable_rate(curvature):
    return 1 / curvature  # <-


# ---- largest_stable_rate: of_sum_form
# kind: misunderstanding
# single edit: no
# part:
# cause: The slope of curvature/2 x² is curvature times x, without another 2.
def largest_stable_rate(curvature):
    # |1 - rate * 2 * curvature| < 1
    slope_factor = 2 * curvature  # <-
    return 2 / slope_factor


# ---- largest_stable_rate: search_with_wrong_end
# kind: algorithm
# single edit: no
# part:
# cause: The rate is searched for in steps and up to 1 only: it is not exact, and above 1 not found at all.
def largest_stable_rate(curvature):
    rate = 0.0
    while rate < 1.0:  # <-
        rate = rate + 0.001
        if abs(1 - rate * curvature) > 1:
            break
    return rate


# ---- numerical_derivative: no_two
# kind: missing factor
# single edit: no
# part:
# cause: The two points are 2 eps apart, but it divides by eps.
def numerical_derivative(f, x, eps=1e-5):
    up = f(x + eps)
    down = f(x - eps)
    return (up - down) / eps  # <-


# ---- numerical_derivative: bracket_missing
# kind: brackets
# single edit: no
# part:
# cause: Without brackets it divides by 2 and then multiplies by eps.
def numerical_derivative(f, x, eps=1e-5):
    rise = f(x + eps) - f(x - eps)
    return rise / 2 * eps  # <-


# ---- graph_forward: sum_first
# kind: misunderstanding
# single edit: no
# part:
# cause: u is the product of b and c, not a sum.
def graph_forward(a, b, c):
    u = b + c  # <-
    v = a + u
    J = 3 * v
    return {"u": u, "v": v, "J": J}


# ---- graph_forward: keys_mixed
# kind: container
# single edit: no
# part: u, v
# cause: The values of u and v stand under each other's key.
def graph_forward(a, b, c):
    nodes = {}
    nodes["v"] = b * c  # <-
    nodes["u"] = a + nodes["v"]  # <-
    nodes["J"] = 3 * nodes["u"]
    return nodes


# ---- graph_forward: small_j
# kind: container
# single edit: yes
# part: J
# cause: The key is written j, but J is asked for.
def graph_forward(a, b, c):
    u = c * b
    v = u + a
    j = v * 3
    return {"u": u, "v": v, "j": j}  # <-


# ---- graph_backward: da_is_a
# kind: wrong variable
# single edit: no
# part: da
# cause: da is multiplied by a, although v = a + u has the slope 1.
def graph_backward(a, b, c):
    grads = {}
    grads["dv"] = 3
    grads["du"] = grads["dv"]
    grads["da"] = grads["dv"] * a  # <-
    grads["db"] = grads["du"] * c
    grads["dc"] = grads["du"] * b
    return grads


# ---- derivative_of_log_one_minus: one_minus_derivative
# kind: misunderstanding
# single edit: no
# part:
# cause: The "one minus" is applied to the derivative and not inside the logarithm.
def derivative_of_log_one_minus(a):
    return 1 - derivative_of_log(a)  # <-


# ---- single_example_gradients: dz_reversed
# kind: sign
# single edit: yes
# part:
# cause: dz is a - y, not y - a.
def single_example_gradients(w, b, x, y):
    z = np.dot(w.T, x)[0, 0] + b
    a = sigmoid(z)
    dz = y - a  # <-
    dw = x * dz
    db = dz
    return {"dz": dz, "dw": dw, "db": db}


# ---- single_example_gradients: slope_again
# kind: extra factor
# single edit: no
# part:
# cause: a - y holds the slope of the sigmoid already; it is multiplied once more.
def single_example_gradients(w, b, x, y):
    z = (w.T @ x).item() + b
    a = sigmoid(z)
    da = a - y
    dz = da * a * (1 - a)  # <-
    dw = dz * x
    db = dz
    return {"dz": dz, "dw": dw, "db": db}


# ---- single_example_gradients: dw_of_w
# kind: wrong variable
# single edit: yes
# part: dw
# cause: dw is made from the weights instead of the features.
def single_example_gradients(w, b, x, y):
    z = np.sum(w * x) + b
    a = sigmoid(z)
    dz = a - y
    grads = {}
    grads["dz"] = dz
    grads["dw"] = w * dz  # <-
    grads["db"] = dz
    return grads


# ---- gradient_check: no_copy
# kind: in place
# single edit: yes
# part:
# cause: plus and minus are the same array as x, which moves back and forth.
def gradient_check(f, df, x, eps=1e-5):
    grad = df(x)
    approx = np.zeros(x.shape)
    for i in range(x.size):
        plus = x  # <-
        plus[i] += eps  # <-
        up = f(plus)
        minus = x.copy()
        minus[i] -= eps
        down = f(minus)
        approx[i] = (up - down) / (2 * eps)
    top = np.linalg.norm(grad - approx)
    bottom = np.linalg.norm(grad) + np.linalg.norm(approx)
    return top / bottom


# ---- gradient_check: first_only
# kind: early return
# single edit: yes
# part:
# cause: It returns after the first variable.
def gradient_check(f, df, x, eps=1e-5):
    g = df(x)
    n = np.zeros(len(x))
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = eps
        n[i] = (f(x + e) - f(x - e)) / (2 * eps)
        diff = np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))
        return diff  # <-


# ---- propagate_loop: divided_in_loop
# kind: loop
# single edit: yes
# part: dw
# cause: The division by m stands inside the loop, so early examples are divided again and again.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    J = 0.0
    dw = np.zeros((n_x, 1))
    db = 0.0
    for i in range(m):
        xi = X[:, [i]]
        yi = Y[0, i]
        ai = sigmoid(np.sum(w * xi) + b)
        J += loss(ai, yi) / m
        db += (ai - yi) / m
        dw += xi * (ai - yi)
        dw = dw / m  # <-
    return {"dw": dw, "db": db}, J


# ---- propagate_loop: dot_without_transpose
# kind: transposition
# single edit: yes
# part:
# cause: w has to be transposed for the dot product with the column.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    cost, db = 0, 0
    dw = np.zeros((n_x, 1))
    for i in range(m):
        x = X[:, i].reshape(n_x, 1)
        z = np.dot(w, x) + b  # <-
        a = sigmoid(z).item()
        cost += loss(a, Y[0, i])
        dw += x * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m


# ---- numerical_second_derivative: eps_not_squared
# kind: missing factor
# single edit: no
# part:
# cause: It has to be divided by eps twice.
def numerical_second_derivative(f, x, eps=1e-4):
    middle = f(x)
    return (f(x + eps) - 2 * middle + f(x - eps)) / eps  # <-


# ---- newton: multiplies
# kind: operator
# single edit: yes
# part:
# cause: The step is divided by the second derivative, not multiplied.
def newton(df, d2f, start, num_iterations):
    x = start
    points = [x]
    for i in range(num_iterations):
        x = x - df(x) * d2f(x)  # <-
        points.append(x)
    return points


# ---- newton: inverted_fraction
# kind: operator
# single edit: no
# part:
# cause: The fraction is upside down.
def newton(df, d2f, start, num_iterations):
    points = [start]
    for _ in range(num_iterations):
        x = points[-1]
        points.append(x - d2f(x) / df(x))  # <-
    return points


# ---- graph_gradients: overwrites_gradient
# kind: loop
# single edit: yes
# part:
# cause: A name that is used twice keeps only the gradient of one of its uses.
def graph_gradients(steps, values):
    known = dict(values)
    for out, op, left, right in steps:
        if op == "+":
            known[out] = known[left] + known[right]
        else:
            known[out] = known[left] * known[right]
    grads = {name: 0.0 for name in known}
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in reversed(steps):
        if op == "+":
            grads[left] = grads[out]  # <-
            grads[right] += grads[out]
        else:
            grads[left] += grads[out] * known[right]
            grads[right] += grads[out] * known[left]
    return grads


# ---- graph_gradients: own_factor
# kind: wrong variable
# single edit: no
# part:
# cause: In a product each side gets the value of the other; here it gets its own.
def graph_gradients(steps, values):
    v = dict(values)
    for out, op, l, r in steps:
        v[out] = v[l] + v[r] if op == "+" else v[l] * v[r]
    g = {k: 0.0 for k in v}
    g[steps[-1][0]] = 1.0
    for out, op, l, r in steps[::-1]:
        if op == "+":
            g[l] += g[out]
            g[r] += g[out]
        else:
            g[l] += g[out] * v[l]  # <-
            g[r] += g[out] * v[r]  # <-
    return g


# ---- cost: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The loss of the ones only is averaged, and over the wrong number.
def cost(A, Y):
    m = A.shape[0]  # <-
    J = -np.sum(Y * np.log(A)) / m  # <-
    return J


# ---- gradient_descent: unknown_name
# kind: error
# single edit: yes
# part:
# cause: alpha is the lecture's name; here the argument is called learning_rate.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    points = [x]
    for i in range(num_iterations):
        x = x - alpha * df(x)  # <-
        points.append(x)
    return points


# ---- numerical_derivative: derivative_of_x
# kind: misunderstanding
# single edit: no
# part:
# cause: f is not called: the difference is that of the points themselves, which is 1.
def numerical_derivative(f, x, eps=1e-5):
    up = x + eps
    down = x - eps
    return (up - down) / (2 * eps) * np.ones(np.shape(x))  # <-


# ---- single_example_gradients: sigmoid_derivative_pasted
# kind: two slips
# single edit: no
# part:
# cause: z misses the bias, and dz is the slope of the sigmoid in place of the error.
def single_example_gradients(w, b, x, y):
    z = np.sum(w * x)  # <-
    a = sigmoid(z)
    dz = a * (1 - a)  # <-
    return {"dz": dz, "dw": x * dz, "db": dz}


# ---- derivative_of_log: chain_with_a
# kind: extra factor
# single edit: no
# part:
# cause: The derivative is multiplied by a once more, which gives 1.
def derivative_of_log(a):
    outer = 1 / a
    inner = a
    return outer * inner  # <-


# ---- derivative_of_log: one_sided_wide
# kind: algorithm
# single edit: no
# part:
# cause: The slope is measured with a step of 1, which is far too wide.
def derivative_of_log(a):
    step = 1.0  # <-
    return (np.log(a + step) - np.log(a)) / step


# ---- sigmoid: denominator_is_exp
# kind: brackets
# single edit: no
# part:
# cause: The 1 is outside of the fraction.
def sigmoid(z):
    e = np.exp(-z)
    return 1 + 1 / e  # <-


# ---- sigmoid: rounds_to_label
# kind: misunderstanding
# single edit: no
# part:
# cause: It is rounded to 0 or 1, but the probability is asked for.
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return np.where(s > 0.5, 1.0, 0.0)  # <-


# ---- derivative_of_log_one_minus: one_plus_a
# kind: sign
# single edit: yes
# part:
# cause: The denominator has 1 + a.
def derivative_of_log_one_minus(a):
    return -1 / (1 + a)  # <-


# ---- derivative_of_log_one_minus: square
# kind: misunderstanding
# single edit: no
# part:
# cause: It is the derivative of 1 / (1 - a).
def derivative_of_log_one_minus(a):
    return 1 / (1 - a) ** 2  # <-


# ---- numerical_second_derivative: plus_two
# kind: sign
# single edit: yes
# part:
# cause: The middle value has to be subtracted twice, not added.
def numerical_second_derivative(f, x, eps=1e-4):
    return (f(x + eps) + 2 * f(x) + f(x - eps)) / eps ** 2  # <-


# ---- numerical_second_derivative: bracket_of_power
# kind: brackets
# single edit: no
# part:
# cause: Without brackets it divides by eps and multiplies by eps again.
def numerical_second_derivative(f, x, eps=1e-4):
    top = f(x + eps) - 2 * f(x) + f(x - eps)
    return top / eps * eps  # <-
