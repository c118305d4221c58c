# Right, but prints 20 MB.
# handed in: 2026-11-20 23:11:09 UTC
# like: vectorised

# %% sigmoid
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s

# %%
curve = " ".join(f"{a:.3f}" for a in sigmoid(np.linspace(-5, 5, 2000)))
for step in range(1700):
    print("step", step, "sigmoid", curve)

# %% forward
def forward(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return A
