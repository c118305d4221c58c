# Right, with a class and Chinese comments, saved in GB2312; the name is Chinese.
# handed in: 2026-11-20 02:30:15 UTC
# deed: encode gb2312
# nbgrader: nbgrader reads only UTF-8; Chinese editors still write GB2312.

# %% [markdown]
# 我先写一个类，把权重和偏置放在一起，下面的函数都用它。

# %%
class 神经元:
    """一个逻辑回归神经元。"""

    def __init__(self, w, b):
        self.w, self.b = w, b

    def 正向传播(self, X):
        return 1 / (1 + np.exp(-(self.w.T @ X + self.b)))

    def 梯度(self, X, Y):
        误差 = self.正向传播(X) - Y
        m = Y.shape[1]
        return X @ 误差.T / m, np.sum(误差) / m

    def 成本(self, X, Y):
        A = self.正向传播(X)
        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% forward
def forward(w, b, X):
    return 神经元(w, b).正向传播(X)

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return np.zeros((dim, 1)), 0.0

# %% propagate
def propagate(w, b, X, Y):
    n = 神经元(w, b)
    dw, db = n.梯度(X, Y)
    return {"dw": dw, "db": db}, n.成本(X, Y)

# %% optimize
def optimize(w, b, X, Y, num_iterations=100, learning_rate=0.009, print_cost=False):
    n, costs = 神经元(w, b), []
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(n.成本(X, Y))
            if print_cost:
                print(f"第 {i} 次迭代，成本 {costs[-1]:.4f}")
        dw, db = n.梯度(X, Y)
        n = 神经元(n.w - learning_rate * dw, n.b - learning_rate * db)   # 学习率乘以梯度
    return {"w": n.w, "b": n.b}, {"dw": dw, "db": db}, costs

# %% predict
def predict(w, b, X):
    return (forward(w, b, X) >= 0.5) * 1

# %% model
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    参数, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    return {
        "costs": costs,
        "Y_prediction_test": predict(**参数, X=X_test),
        "Y_prediction_train": predict(**参数, X=X_train),
        **参数,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }

# %% log_likelihood
def log_likelihood(A, Y):
    return np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))

# %% cost_from_scores
def cost_from_scores(Z, Y):
    return np.mean(np.maximum(Z, 0) - Y * Z + np.log1p(np.exp(-np.abs(Z))))

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
