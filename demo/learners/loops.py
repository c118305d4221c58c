# Right, with loops and helper functions.
# handed in: 2026-11-21 09:41:27 UTC

# %% [markdown]
# ## My own helpers
# I find loops easier to read, I will vectorise later.

# %%
import math

def length(row):
    total = 0
    for number in row:
        total += number ** 2
    return math.sqrt(total)

length([3, 4])

# %% normalize_rows
def normalize_rows(x):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        out[i] = x[i] / length(x[i])
    return out

# %% softmax
def softmax(x):
    rows = []
    for row in x:
        e = [math.exp(number) for number in row - max(row)]   # biggest one becomes e^0
        total = sum(e)
        rows.append([number / total for number in e])
    return np.array(rows)

# %% [markdown]
# What happens with large numbers?

# %%
math.exp(709)

# %%
softmax(np.array([[1000.0, 1001.0]]))   # works, because of max(row)

# %% sigmoid
def sigmoid(z):
    if np.isscalar(z):
        # two cases, so that exp never gets a large positive number
        if z >= 0:
            return 1 / (1 + math.exp(-z))
        return math.exp(z) / (1 + math.exp(z))
    z = np.asarray(z)
    a = np.zeros(z.shape)
    for position, number in np.ndenumerate(z):
        a[position] = sigmoid(float(number))
    return a

# %%
def weighted_sum(w, b, x):
    z = b
    for j in range(len(x)):
        z += w[j, 0] * x[j]
    return z

weighted_sum(np.array([[1.0], [2.0]]), 0.5, np.array([10.0, 100.0]))

# %% forward
def forward(w, b, X):
    n_features, n_examples = X.shape
    A = np.zeros((1, n_examples))
    for i in range(n_examples):
        A[0, i] = sigmoid(weighted_sum(w, b, X[:, i]))
    return A

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    w = []
    for _ in range(dim):
        w.append([0.0])
    return np.array(w), 0

# %% propagate
def propagate(w, b, X, Y):
    n_features, n_examples = X.shape
    A = forward(w, b, X)
    J, dw, db = 0.0, np.zeros((n_features, 1)), 0.0
    for i in range(n_examples):
        a, y = A[0, i], Y[0, i]
        if y == 1:
            J -= math.log(a)
        else:
            J -= math.log(1 - a)
        dz = a - y
        db += dz
        for j in range(n_features):
            dw[j, 0] += X[j, i] * dz
    return dict(dw=dw / n_examples, db=db / n_examples), J / n_examples

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    theta, bias = w.copy(), b
    history = []
    for step in range(num_iterations):
        g, J = propagate(theta, bias, X, Y)
        if step % 100 == 0:
            history += [J]
            if print_cost:
                print(step, J)
        theta = theta - learning_rate * g["dw"]
        bias -= learning_rate * g["db"]
    return {"w": theta, "b": bias}, g, history

# %% [markdown]
# **Experiment**: which learning rate is too big?

# %%
for rate in [0.01, 0.1, 1, 10, 30]:
    J = optimize(*small_example(), num_iterations=101, learning_rate=rate)[2]
    print(rate, [round(c, 4) for c in J])

# %%
def round_half_up(a):
    if a >= 0.5:
        return 1
    return 0

# %% predict
def predict(w, b, X):
    labels = [round_half_up(a) for a in forward(w, b, X)[0]]
    return np.array([labels])

# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    start = initialize_with_zeros(len(X_train))
    learned, _, costs = optimize(*start, X_train, Y_train, num_iterations=num_iterations,
                                 learning_rate=learning_rate, print_cost=print_cost)
    result = {key: learned[key] for key in ("w", "b")}
    for part, X in [("train", X_train), ("test", X_test)]:
        result["Y_prediction_" + part] = predict(learned["w"], learned["b"], X)
    result.update(costs=costs, learning_rate=learning_rate, num_iterations=num_iterations)
    return result

# %%
# %timeit -n 1 -r 1 model(*small_example()[2:], *small_example()[2:], num_iterations=300)

# %% as_column
def as_column(v):
    column = []
    for number in v.flatten():
        column.append([number])
    return np.array(column)

# %%
np.array([1, 2, 3]).T.shape, as_column(np.array([1, 2, 3])).T.shape

# %% dot_loop
def dot_loop(a, b):
    total = 0.0
    for left, right in zip(a, b):
        total += left * right
    return total

# %% dot_vectorized
def dot_vectorized(a, b):
    return sum(a * b)   # no for!

# %% L1
def L1(yhat, y):
    total = 0
    for guess, truth in zip(yhat, y):
        total += abs(guess - truth)
    return total

# %% L2
def L2(yhat, y):
    total = 0
    for guess, truth in zip(yhat, y):
        total += (guess - truth) ** 2
    return total

# %% calories_percentages
def calories_percentages(table):
    out = np.zeros(table.shape)
    for j in range(table.shape[1]):
        total = sum(table[:, j])
        for i in range(table.shape[0]):
            out[i, j] = 100 * table[i, j] / total
    return out

# %% standardize
def standardize(X):
    out = np.zeros(X.shape)
    for j, feature in enumerate(X):
        mean = sum(feature) / len(feature)
        variance = sum((number - mean) ** 2 for number in feature) / len(feature)
        out[j] = (feature - mean) / math.sqrt(variance)
    return out

# %% check_shapes
def check_shapes(w, b, X, Y):
    n_features, n_examples = X.shape
    for name, array, wanted in [("w", w, (n_features, 1)), ("b", b, ()), ("Y", Y, (1, n_examples))]:
        if np.shape(array) != wanted:
            raise ValueError(f"{name} should be {wanted} and not {np.shape(array)}")

# %% log_likelihood
def log_likelihood(A, Y):
    total = 0
    for a, y in zip(A[0], Y[0]):
        total += math.log(a) if y == 1 else math.log(1 - a)
    return total

# %% pairwise_distances
def pairwise_distances(A, B):
    D = np.zeros((A.shape[1], B.shape[1]))
    for i in range(A.shape[1]):
        for j in range(B.shape[1]):
            D[i, j] = length(A[:, i] - B[:, j])
    return D

# %% q1
q1 = "a"

# %% q2
q2 = "a"

# %% q3
q3 = (784, 1)

# %% q4
q4 = (3, 4)

# %% q5
q5 = (5, 5)

# %% q6
q6 = "bd"

# %% q7
q7 = "bde"

# %% q8
q8 = "d"

# %% q9
q9 = "b"

# %% q10
q10 = "b"

# %% q11
q11 = "c"

# %% q12
q12 = "a"

# %% q13
q13 = "d"

# %% q14
q14 = "d"

# %% q15
q15 = "b"
