# inside: test_line

# %% [locked] imports
# %matplotlib inline
import numpy as np
import matplotlib.pyplot as plt

# %% [solution] plot
def draw(f, a, b, title):
    """Plot f on [a, b] with 50 points, axes labelled x and y, and the title."""
    ### BEGIN SOLUTION
    x = np.linspace(a, b, 50)
    plt.plot(x, f(x))
    plt.xlabel("x")
    plt.ylabel("y")
    plt.title(title)
    ### END SOLUTION


def bars(counts):
    """Plot a dictionary as bars, in the order of the names, and return the axes."""
    ### BEGIN SOLUTION
    figure, axes = plt.subplots()
    names = sorted(counts)
    axes.bar(names, [counts[name] for name in names])
    return axes
    ### END SOLUTION


def ticks(a, b):
    """Return four evenly spaced numbers from a to b."""
    ### BEGIN SOLUTION
    return np.linspace(a, b, 4)
    ### END SOLUTION

# %% [locked] look
draw(np.sin, 0, 3, "sine")

# %% [test] test_line 2
plt.close("all")
draw(np.cos, 0, 1, "cosine")
axes = plt.gca()
assert axes.get_title() == "cosine"
### BEGIN HIDDEN TESTS
(line,) = axes.lines
assert len(line.get_xdata()) == 50
np.testing.assert_allclose(line.get_ydata(), np.cos(np.linspace(0, 1, 50)))
assert (axes.get_xlabel(), axes.get_ylabel()) == ("x", "y")
### END HIDDEN TESTS

# %% [test] test_bars 1
### BEGIN HIDDEN TESTS
axes = bars({"b": 2, "a": 5})
assert [patch.get_height() for patch in axes.patches] == [5, 2]
assert [tick.get_text() for tick in axes.get_xticklabels()] == ["a", "b"]
plt.close("all")
### END HIDDEN TESTS

# %% [test] test_ticks 1
assert len(ticks(0, 1)) == 4
### BEGIN HIDDEN TESTS
assert np.allclose(ticks(-3, 3), [-3, -1, 1, 3])
### END HIDDEN TESTS

# ==== starter: none

# ==== by the axes: full
# %% plot
def draw(f, a, b, title):
    ax = plt.gca()
    x = a + (b - a) * np.arange(50) / 49
    ax.plot(x, [f(t) for t in x], "r--")
    ax.set(xlabel="x", ylabel="y", title=title)
def bars(counts):
    fig = plt.figure()
    ax = fig.add_subplot()
    pairs = sorted(counts.items())
    ax.bar([k for k, _ in pairs], [v for _, v in pairs])
    return ax
def ticks(a, b):
    return [a + (b - a) * i / 3 for i in range(4)]

# ==== no labels, no order: test_line 0, test_bars 0
# %% plot
def draw(f, a, b, title):
    x = np.linspace(a, b)
    plt.plot(x, f(x))
    plt.title(title)
def bars(counts):
    plt.bar(list(counts), list(counts.values()))
    return plt.gca()
def ticks(a, b):
    return np.linspace(a, b, num=4)

# ==== shows nothing: test_line 0, test_bars 0, test_ticks 0
# %% plot
def draw(f, a, b, title):
    pass
def bars(counts):
    return counts
def ticks(a, b):
    return np.arange(a, b, 4)
