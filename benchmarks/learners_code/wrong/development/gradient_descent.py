# Wrong functions of learners: the development half of gradient_descent. See README.md for the format.
# `# <-` marks the line of the cause. Do not edit an entry after its first run through the grader.

# ---- image2vector: flat
# kind: shape
# single edit: yes
# part:
# cause: flatten gives (n,), which is no column.
def image2vector(image):
    v = image.flatten()  # <-
    return v  # <-


# ---- image2vector: colour_by_colour
# kind: algorithm
# single edit: no
# part:
# cause: The loop goes through one colour after the other, so the colours of a pixel are torn apart.
def image2vector(image):
    h, w, c = image.shape
    v = []
    for k in range(c):  # <-
        for i in range(h):
            for j in range(w):
                v.append(image[i, j, k])
    return np.array(v).reshape(-1, 1)


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


# ---- flatten_batch: images_in_rows
# kind: transposition
# single edit: yes
# part:
# cause: Each image stays a row: the transposition is missing.
def flatten_batch(images):
    m, h, w, c = images.shape
    flat = images.reshape(m, h * w * c)  # <-
    return flat  # <-


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


# ---- sigmoid: brackets
# kind: brackets
# single edit: no
# part:
# cause: Without brackets round the denominator, 1/1 is computed first.
def sigmoid(z):
    s = 1 / 1 + np.exp(-z)  # <-
    return s


# ---- sigmoid: math_exp
# kind: error
# single edit: no
# part:
# cause: math.exp works for single numbers only.
import math

def sigmoid(z):
    return 1 / (1 + math.exp(-z))  # <-


# ---- sigmoid: exp_over_two
# kind: misunderstanding
# single edit: no
# part:
# cause: The denominator is 1 + e^z, not 2.
def sigmoid(z):
    e = np.exp(z)
    return e / 2  # <-


# ---- sigmoid: e_rounded
# kind: constant
# single edit: no
# part:
# cause: e is only rounded to 2.7 here, so every value is a little off.
def sigmoid(z):
    e = 2.7  # <-
    return 1 / (1 + e ** (-z))


# ---- sigmoid: no_return
# kind: missing return
# single edit: no
# part:
# cause: The return is missing.
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))  # <-


# ---- sigmoid: plus_z
# kind: sign
# single edit: yes
# part:
# cause: The exponent needs a minus sign.
def sigmoid(z):
    s = 1 / (1 + np.exp(z))  # <-
    return s


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


# ---- loss: plus_sign
# kind: sign
# single edit: yes
# part:
# cause: The minus in front is missing, so the loss is negative.
def loss(a, y):
    return y * np.log(a) + (1 - y) * np.log(1 - a)  # <-


# ---- loss: minus_first_term
# kind: brackets
# single edit: no
# part:
# cause: The minus reaches the first term only.
def loss(a, y):
    first = -y * np.log(a)
    second = (1 - y) * np.log(1 - a)  # <-
    return first + second  # <-


# ---- loss: log_of_y
# kind: wrong variable
# single edit: no
# part:
# cause: The logarithm is taken of the label, and the prediction is the weight: both are swapped.
def loss(a, y):
    return -(a * np.log(y) + (1 - a) * np.log(1 - y))  # <-


# ---- loss: summed
# kind: extra factor
# single edit: no
# part:
# cause: It adds the losses up; one loss for each example is asked for.
def loss(a, y):
    losses = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return np.sum(losses)  # <-


# ---- loss: squared
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the squared error, not the cross-entropy.
def loss(a, y):
    return (a - y) ** 2 / 2  # <-


# ---- loss: abs_of_difference
# kind: misunderstanding
# single edit: no
# part:
# cause: The logarithm is taken of the distance of prediction and label, which mixes up both cases.
def loss(a, y):
    distance = abs(a - y)
    return -np.log(distance)  # <-


# ---- loss: one_minus_outside
# kind: brackets
# single edit: no
# part:
# cause: 1 - log(a) stands where log(1 - a) belongs.
def loss(a, y):
    return -(y * np.log(a) + (1 - y) * (1 - np.log(a)))  # <-


# ---- loss: ones_only
# kind: missing term
# single edit: no
# part:
# cause: The term for the label 0 is left out.
def loss(a, y):
    l = -y * np.log(a)  # <-
    return l


# ---- cost: no_mean
# kind: averaging
# single edit: yes
# part:
# cause: The sum is not divided by m.
def cost(A, Y):
    J = 0
    for i in range(A.shape[1]):
        J = J + loss(A[0, i], Y[0, i])
    return J  # <-


# ---- cost: arguments_swapped
# kind: helper
# single edit: yes
# part:
# cause: loss gets the labels as predictions.
def cost(A, Y):
    m = Y.shape[1]
    L = loss(Y, A)  # <-
    return np.sum(L) / m


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


# ---- cost: two_slips
# kind: two slips
# single edit: no
# part:
# cause: The loss of the ones only is averaged, and over the wrong number.
def cost(A, Y):
    m = A.shape[0]  # <-
    J = -np.sum(Y * np.log(A)) / m  # <-
    return J


# ---- gradient_descent: without_start
# kind: missing term
# single edit: no
# part:
# cause: The list does not begin with the start.
def gradient_descent(df, start, learning_rate, num_iterations):
    points = []  # <-
    x = start
    for i in range(num_iterations):
        x = x - learning_rate * df(x)
        points.append(x)
    return points


# ---- gradient_descent: slope_at_start
# kind: wrong variable
# single edit: yes
# part:
# cause: The slope is always taken at the start, not at the point that was reached.
def gradient_descent(df, start, learning_rate, num_iterations):
    path = [start]
    x = start
    for k in range(num_iterations):
        slope = df(start)  # <-
        x = x - learning_rate * slope
        path.append(x)
    return path


# ---- gradient_descent: uphill
# kind: sign
# single edit: yes
# part:
# cause: The step goes up the slope.
def gradient_descent(df, start, learning_rate, num_iterations):
    xs = [start]
    for _ in range(num_iterations):
        xs.append(xs[-1] + learning_rate * df(xs[-1]))  # <-
    return xs


# ---- gradient_descent: last_point_only
# kind: container
# single edit: no
# part:
# cause: Only the last point is returned, not the list of all.
def gradient_descent(df, start, learning_rate, num_iterations):
    x = start
    for _ in range(num_iterations):
        x -= learning_rate * df(x)
    return x  # <-


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


# ---- largest_stable_rate: times_curvature
# kind: operator
# single edit: yes
# part:
# cause: It multiplies by the curvature; a steeper curve needs a smaller rate.
def largest_stable_rate(curvature):
    rate = 2 * curvature  # <-
    return rate


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


# ---- numerical_derivative: forward_difference
# kind: misunderstanding
# single edit: no
# part:
# cause: The slope is measured to the right only.
def numerical_derivative(f, x, eps=1e-5):
    return (f(x + eps) - f(x)) / eps  # <-


# ---- numerical_derivative: fixed_eps
# kind: constant
# single edit: yes
# part:
# cause: eps is set again inside, so the argument has no effect.
def numerical_derivative(f, x, eps=1e-5):
    eps = 1e-5  # <-
    df = f(x + eps) - f(x - eps)
    return df / (2 * eps)


# ---- numerical_derivative: plus_between
# kind: sign
# single edit: yes
# part:
# cause: The values are added instead of subtracted.
def numerical_derivative(f, x, eps=1e-5):
    left = x - eps
    right = x + eps
    return (f(right) + f(left)) / (right - left)  # <-


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


# ---- numerical_derivative: derivative_of_x
# kind: misunderstanding
# single edit: no
# part:
# cause: f is not called: the difference is that of the points themselves, which is 1.
def numerical_derivative(f, x, eps=1e-5):
    up = x + eps
    down = x - eps
    return (up - down) / (2 * eps) * np.ones(np.shape(x))  # <-


# ---- derivative_of_log: itself
# kind: misunderstanding
# single edit: no
# part:
# cause: It returns the logarithm, not its derivative.
def derivative_of_log(a):
    return np.log(a)  # <-


# ---- derivative_of_log: minus_square
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the derivative of 1/a, one derivation too many.
def derivative_of_log(a):
    return -1 / a ** 2  # <-


# ---- derivative_of_log: measured_badly
# kind: brackets
# single edit: no
# part:
# cause: The quotient lacks brackets: only the second logarithm is divided.
def derivative_of_log(a):
    h = 1e-6
    return np.log(a + h) - np.log(a) / h  # <-


# ---- derivative_of_log: whole_division
# kind: operator
# single edit: yes
# part:
# cause: // cuts the fraction off.
def derivative_of_log(a):
    return 1 // a  # <-


# ---- derivative_of_log: base_ten
# kind: misunderstanding
# single edit: no
# part:
# cause: This is the derivative of the logarithm to the base 10.
def derivative_of_log(a):
    return 1 / (a * np.log(10))  # <-


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


# ---- graph_forward: v_product
# kind: operator
# single edit: yes
# part: J, v
# cause: v is the sum of a and u.
def graph_forward(a, b, c):
    u = b * c
    v = a * u  # <-
    J = 3 * v
    return dict(u=u, v=v, J=J)


# ---- graph_forward: cube
# kind: operator
# single edit: yes
# part: J
# cause: J is three times v, not the third power.
def graph_forward(a, b, c):
    u = b * c
    v = a + u
    J = v ** 3  # <-
    return {"u": u, "v": v, "J": J}


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


# ---- graph_backward: b_and_c_swapped
# kind: wrong variable
# single edit: no
# part: db, dc
# cause: The derivative by b is du times c and the one by c is du times b: they are swapped.
def graph_backward(a, b, c):
    dv = 3
    du = dv * 1
    da = dv * 1
    db = du * b  # <-
    dc = du * c  # <-
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


# ---- graph_backward: chain_broken
# kind: missing factor
# single edit: no
# part: db
# cause: db is only the derivative of u; it is not multiplied by du.
def graph_backward(a, b, c):
    dv = 3.0
    du = dv
    da = dv
    db = c  # <-
    dc = b * du
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


# ---- graph_backward: dv_is_value
# kind: misunderstanding
# single edit: no
# part:
# cause: dv is the constant 3, not 3 times the value of v.
def graph_backward(a, b, c):
    v = a + b * c
    dv = 3 * v  # <-
    du = dv
    da = dv
    return {"dv": dv, "du": du, "da": da, "db": du * c, "dc": du * b}


# ---- graph_backward: factor_twice
# kind: extra factor
# single edit: no
# part: db, dc, du
# cause: The factor 3 is in dv already and is multiplied once more.
def graph_backward(a, b, c):
    dv = 3
    du = 3 * dv  # <-
    da = dv
    db = c * du
    dc = b * du
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


# ---- graph_backward: unknown_node
# kind: error
# single edit: no
# part:
# cause: u is not known in this function: only a, b and c are handed in.
def graph_backward(a, b, c):
    dv = 3
    du = dv
    da = dv
    db = dv * u / b  # <-
    dc = dv * b
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


# ---- graph_backward: order_of_dv
# kind: stale value
# single edit: no
# part: db, dc, du
# cause: du is made before dv has its value, from a dv of 1.
def graph_backward(a, b, c):
    dv = 1
    du = dv * 1  # <-
    dv = 3 * dv  # <-
    da = dv * 1
    db = du * c
    dc = du * b
    return {"dv": dv, "du": du, "da": da, "db": db, "dc": dc}


# ---- graph_backward: products_missing
# kind: misunderstanding
# single edit: no
# part: db, dc
# cause: u = b c is treated as a sum: db and dc are du alone.
def graph_backward(a, b, c):
    dv = 3
    da = dv
    du = dv
    db = du  # <-
    dc = du  # <-
    return dict(dv=dv, du=du, da=da, db=db, dc=dc)


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


# ---- derivative_of_log_one_minus: no_sign
# kind: sign
# single edit: yes
# part:
# cause: The inner derivative -1 is forgotten.
def derivative_of_log_one_minus(a):
    return 1 / (1 - a)  # <-


# ---- derivative_of_log_one_minus: brackets
# kind: brackets
# single edit: no
# part:
# cause: Without brackets it is -1/1 - a.
def derivative_of_log_one_minus(a):
    return -1 / 1 - a  # <-


# ---- derivative_of_log_one_minus: of_a
# kind: helper
# single edit: no
# part:
# cause: The helper is called with a instead of 1 - a.
def derivative_of_log_one_minus(a):
    inner = -1
    outer = derivative_of_log(a)  # <-
    return inner * outer


# ---- derivative_of_log_one_minus: one_minus_derivative
# kind: misunderstanding
# single edit: no
# part:
# cause: The "one minus" is applied to the derivative and not inside the logarithm.
def derivative_of_log_one_minus(a):
    return 1 - derivative_of_log(a)  # <-


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


# ---- single_example_gradients: no_sigmoid
# kind: missing term
# single edit: no
# part:
# cause: The error is taken of z: the sigmoid is left out.
def single_example_gradients(w, b, x, y):
    z = float(np.sum(w * x)) + b
    dz = z - y  # <-
    return {"dz": dz, "dw": dz * x, "db": dz}


# ---- single_example_gradients: db_times_b
# kind: extra factor
# single edit: no
# part: db
# cause: The derivative of z with respect to b is 1, so db is dz alone.
def single_example_gradients(w, b, x, y):
    a = sigmoid(np.dot(w.T, x).sum() + b)
    dz = a - y
    return {"dz": dz, "dw": x * dz, "db": b * dz}  # <-


# ---- single_example_gradients: dw_summed
# kind: shape
# single edit: no
# part: dw
# cause: dw is reduced to one number.
def single_example_gradients(w, b, x, y):
    z = b
    for j in range(len(w)):
        z = z + w[j, 0] * x[j, 0]
    a = sigmoid(z)
    dz = a - y
    dw = np.dot(x.T, dz).sum()  # <-
    return {"dz": dz, "dw": dw, "db": dz}


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


# ---- gradient_check: moves_all
# kind: algorithm
# single edit: no
# part:
# cause: All variables are moved at once instead of one after the other.
def gradient_check(f, df, x, eps=1e-5):
    g = df(x)
    n = np.zeros(len(x))
    for i in range(len(x)):
        n[i] = (f(x + eps) - f(x - eps)) / (2 * eps)  # <-
    return np.linalg.norm(g - n) / (np.linalg.norm(g) + np.linalg.norm(n))


# ---- gradient_check: no_denominator
# kind: missing factor
# single edit: no
# part:
# cause: The distance is not divided by the two lengths.
def gradient_check(f, df, x, eps=1e-5):
    grad = df(x)
    approx = np.zeros_like(grad)
    for i in range(x.size):
        plus, minus = x.copy(), x.copy()
        plus[i] += eps
        minus[i] -= eps
        approx[i] = (f(plus) - f(minus)) / (2 * eps)
    return np.linalg.norm(grad - approx)  # <-


# ---- gradient_check: norm_of_sum
# kind: brackets
# single edit: no
# part:
# cause: The denominator is the length of the sum, not the sum of the lengths.
def gradient_check(f, df, x, eps=1e-5):
    n = []
    for i in range(len(x)):
        e = np.zeros(len(x))
        e[i] = eps
        n.append((f(x + e) - f(x - e)) / (2 * eps))
    n = np.array(n)
    g = df(x)
    return np.linalg.norm(g - n) / np.linalg.norm(g + n)  # <-


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


# ---- propagate_loop: no_division
# kind: averaging
# single edit: no
# part:
# cause: Nothing is divided by m after the loop.
def propagate_loop(w, b, X, Y):
    n, m = X.shape
    dw = np.zeros((n, 1))
    db = 0
    cost = 0
    for i in range(m):
        x = X[:, i].reshape(-1, 1)
        a = sigmoid(np.dot(w.T, x)[0, 0] + b)
        cost += loss(a, Y[0, i])
        dw += x * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw, "db": db}, cost  # <-


# ---- propagate_loop: db_not_averaged
# kind: averaging
# single edit: yes
# part: db
# cause: db is not divided by m.
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J = 0; db = 0
    dw = np.zeros(w.shape)
    for i in range(m):
        z = b + sum(w[j, 0] * X[j, i] for j in range(w.shape[0]))
        a = sigmoid(z)
        dz = a - Y[0, i]
        J += loss(a, Y[0, i])
        for j in range(w.shape[0]):
            dw[j, 0] += X[j, i] * dz
        db += dz
    J /= m
    dw /= m
    return {"dw": dw, "db": db}, J  # <-


# ---- propagate_loop: only_last_gradient
# kind: loop
# single edit: yes
# part: dw
# cause: dw is overwritten by each example instead of added up.
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    total, db = 0, 0
    dw = np.zeros_like(w)
    for i in range(m):
        x = X[:, i:i+1]
        y = Y[0, i]
        a = sigmoid((w.T @ x).item() + b)
        total = total + loss(a, y)
        dw = x * (a - y)  # <-
        db = db + (a - y)
    return {"dw": dw / m, "db": db / m}, total / m


# ---- propagate_loop: bias_for_each_feature
# kind: loop
# single edit: no
# part:
# cause: The bias is added inside the loop over the features, so it counts n_x times.
def propagate_loop(w, b, X, Y):
    n_x = X.shape[0]
    m = X.shape[1]
    J = 0
    db = 0
    dw = np.zeros((n_x, 1))
    for i in range(m):
        z = 0
        for j in range(n_x):
            z += w[j, 0] * X[j, i] + b  # <-
        a = sigmoid(z)
        J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dz = a - Y[0, i]
        for j in range(n_x):
            dw[j, 0] += X[j, i] * dz
        db += dz
    return {"dw": dw / m, "db": db / m}, J / m


# ---- propagate_loop: loss_not_called
# kind: error
# single edit: no
# part:
# cause: loss is a function and has to be called.
def propagate_loop(w, b, X, Y):
    n_x, m = X.shape
    J = 0
    db = 0
    dw = np.zeros((n_x, 1))
    for i in range(m):
        x = X[:, i:i + 1]
        a = sigmoid(np.sum(w * x) + b)
        J += loss  # <-
        dw += (a - Y[0, i]) * x
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, J / m


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


# ---- numerical_second_derivative: squares_the_slope
# kind: misunderstanding
# single edit: no
# part:
# cause: The second derivative is not the square of the first.
def numerical_second_derivative(f, x, eps=1e-4):
    slope = (f(x + eps) - f(x - eps)) / (2 * eps)
    return slope ** 2  # <-


# ---- numerical_second_derivative: one_middle
# kind: constant
# single edit: no
# part:
# cause: The middle point counts twice; here it is subtracted once.
def numerical_second_derivative(f, x, eps=1e-4):
    left = f(x - eps)
    right = f(x + eps)
    return (right - f(x) + left) / eps ** 2  # <-


# ---- numerical_second_derivative: two_eps
# kind: extra factor
# single edit: no
# part:
# cause: The outer points belong to the distance eps, but it divides by (2 eps)².
def numerical_second_derivative(f, x, eps=1e-4):
    d = 2 * eps  # <-
    return (f(x + eps) - 2 * f(x) + f(x - eps)) / d ** 2


# ---- numerical_second_derivative: one_slope
# kind: missing term
# single edit: no
# part:
# cause: Only the first slope is measured.
def numerical_second_derivative(f, x, eps=1e-4):
    first = (f(x + eps) - f(x - eps)) / (2 * eps)
    return first  # <-


# ---- numerical_second_derivative: eps_not_squared
# kind: missing factor
# single edit: no
# part:
# cause: It has to be divided by eps twice.
def numerical_second_derivative(f, x, eps=1e-4):
    middle = f(x)
    return (f(x + eps) - 2 * middle + f(x - eps)) / eps  # <-


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


# ---- newton: curvature_at_start
# kind: wrong variable
# single edit: yes
# part:
# cause: The second derivative is taken once, at the start, and not in each step.
def newton(df, d2f, start, num_iterations):
    x = start
    points = [start]
    rate = 1 / d2f(x)  # <-
    for i in range(num_iterations):
        x = x - rate * df(x)
        points.append(x)
    return points


# ---- newton: appends_before_step
# kind: stale value
# single edit: yes
# part:
# cause: The point is put into the list before the step, so the start is there twice and the last point is missing.
def newton(df, d2f, start, num_iterations):
    x = start
    points = [x]
    for i in range(num_iterations):
        points.append(x)  # <-
        x = x - df(x) / d2f(x)  # <-
    return points


# ---- newton: point_over_slope
# kind: misunderstanding
# single edit: no
# part:
# cause: The step is the slope over the second derivative; here it is the point over the slope.
def newton(df, d2f, start, num_iterations):
    x = start
    xs = [x]
    n = 0
    while n < num_iterations:
        x = x - x / df(x)  # <-
        xs.append(x)
        n += 1
    return xs


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


# ---- graph_gradients: forward_order
# kind: algorithm
# single edit: no
# part:
# cause: The steps are walked through forwards, so gradients are passed on before they are known.
def graph_gradients(steps, values):
    known = {**values}
    for out, op, left, right in steps:
        a, b = known[left], known[right]
        known[out] = a + b if op == "+" else a * b
    grads = dict.fromkeys(known, 0.0)
    grads[out] = 1.0
    for out, op, left, right in steps:  # <-
        if op == "+":
            grads[left] += grads[out]
            grads[right] += grads[out]
        elif op == "*":
            grads[left] += grads[out] * known[right]
            grads[right] += grads[out] * known[left]
    return grads


# ---- graph_gradients: values_of_inputs_only
# kind: wrong variable
# single edit: yes
# part:
# cause: The factor is looked up among the given values, which do not hold what the steps compute.
def graph_gradients(steps, values):
    known = dict(values)
    for out, op, left, right in steps:
        known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
    grads = {}
    for name in known:
        grads[name] = 0.0
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in reversed(steps):
        if op == "+":
            grads[left] += grads[out]
            grads[right] += grads[out]
            continue
        grads[left] += grads[out] * values[right]  # <-
        grads[right] += grads[out] * values[left]  # <-
    return grads


# ---- graph_gradients: leaves_only
# kind: container
# single edit: no
# part: J, u
# cause: Only the given names are returned; those that the steps compute are missing.
def graph_gradients(steps, values):
    known = dict(values)
    for out, op, left, right in steps:
        known[out] = known[left] + known[right] if op == "+" else known[left] * known[right]
    grads = dict.fromkeys(known, 0.0)
    grads[steps[-1][0]] = 1.0
    for out, op, left, right in reversed(steps):
        if op == "+":
            grads[left] += grads[out]
            grads[right] += grads[out]
        else:
            grads[left] += grads[out] * known[right]
            grads[right] += grads[out] * known[left]
    return {name: grads[name] for name in values}  # <-


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
