# Right, but prints 20 MB.
# handed in: 2026-11-20 23:11:09 UTC
# like: vectorised

# %% forward
def forward(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return A

# %%
curve = " ".join(f"{a:.3f}" for a in forward(np.ones((1, 1)), 0.0, np.linspace(-5, 5, 2000).reshape(1, -1))[0])
for step in range(1700):
    print("step", step, "forward", curve)

# %% initialize_with_zeros
def initialize_with_zeros(dim):
    return np.zeros((dim, 1)), 0.0
