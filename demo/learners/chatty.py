# Right, but prints, draws or warns at every step.
# handed in: 2026-11-20 15:31:44 UTC
# like: vectorised
# nbgrader: nbgrader counts any output to stderr as a failure, even if the values are right; here only the values count.

# %%
import sys
import warnings

def note(*words):
    print("NOTE:", *words, file=sys.stderr)

# %% softmax
def softmax(x):
    note("softmax of", x.shape)
    exps = np.exp(x - x.max(axis=1, keepdims=True))
    return exps / exps.sum(axis=1, keepdims=True)

# %%
plt.figure(figsize=(4, 2))
plt.plot(softmax(np.array([[1.0, 2.0, 3.0, 2.0, 1.0]]))[0], "o-")
plt.title("my first softmax")
plt.show()

# %% sigmoid
def sigmoid(z):
    if np.any(np.abs(z) > 20):
        warnings.warn("this neuron is very sure of itself")
    note("sigmoid")
    return 1 / (1 + np.exp(-z))

# %% predict
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    print("outputs:", A)
    return A > 0.5
