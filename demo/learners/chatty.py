# Right, but prints, draws or warns at every step.
# handed in: 2026-11-20 15:31:44 UTC
# like: vectorised
# nbgrader: nbgrader counts any output to stderr as a failure, even if the values are right; here only the values count.

# %%
import sys
import warnings

def note(*words):
    print("NOTE:", *words, file=sys.stderr)

# %% forward
def forward(w, b, X):
    note("forward of", X.shape)
    Z = w.T @ X + b
    if np.any(np.abs(Z) > 20):
        warnings.warn("this neuron is very sure of itself")
    return sigmoid(Z)

# %%
plt.figure(figsize=(4, 2))
plt.plot(forward(np.ones((1, 1)), 0.0, np.array([[-3.0, -1.0, 0.0, 1.0, 3.0]]))[0], "o-")
plt.title("my first neuron")
plt.show()

# %% predict
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    print("outputs:", A)
    return A > 0.5
