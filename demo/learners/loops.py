# Right, with loops and helper functions.
# handed in: 2026-11-21 09:41:27 UTC

# %% [markdown]
# ## My own helpers
# I find loops easier to read, I will vectorise later.

# %%
import math

def mean(numbers):
    total = 0
    for number in numbers:
        total += number
    return total / len(numbers)

mean([3, 4])

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

# %% log_likelihood
def log_likelihood(A, Y):
    total = 0
    for a, y in zip(A[0], Y[0]):
        total += math.log(a) if y == 1 else math.log(1 - a)
    return total

# %% cost_from_scores
def cost_from_scores(Z, Y):
    losses = []
    for z, y in zip(Z[0], Y[0]):
        losses.append(max(z, 0) - y * z + math.log1p(math.exp(-abs(z))))   # exp never gets a positive number
    return mean(losses)

# %% q2
q2 = "a"

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
