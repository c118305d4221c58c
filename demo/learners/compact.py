# Right, in as few characters as possible.
# handed in: 2026-11-19 22:10:03 UTC

# %% forward
forward = lambda w, b, X: sigmoid(np.einsum("io,im->om", w, X) + b)

# %% initialize_with_zeros
initialize_with_zeros = lambda dim: (np.array([[0.0]] * dim), 0.0)

# %% propagate
def propagate(w, b, X, Y):
    A = forward(w, b, X)
    return {"dw": np.mean(X * (A - Y), 1)[:, None], "db": np.mean(A - Y)}, -np.mean(np.log(np.where(Y == 1, A, 1 - A)))

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    costs = []
    for i in range(num_iterations):
        g, c = propagate(w, b, X, Y)
        w, b = w - learning_rate * g["dw"], b - learning_rate * g["db"]
        costs += [c] * (i % 100 == 0)
    return dict(w=w, b=b), g, costs

# %% predict
predict = lambda w, b, X: np.round(forward(w, b, X))

# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    p, _, costs = optimize(*initialize_with_zeros(len(X_train)), X_train, Y_train, num_iterations, learning_rate)
    return p | dict(costs=costs, Y_prediction_test=predict(**p, X=X_test), Y_prediction_train=predict(**p, X=X_train),
                    learning_rate=learning_rate, num_iterations=num_iterations)

# %% log_likelihood
log_likelihood = lambda A, Y: np.log(np.where(Y == 1, A, 1 - A)).sum()

# %% cost_from_scores
cost_from_scores = lambda Z, Y: np.mean(np.logaddexp(0, Z) - Y * Z)

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
