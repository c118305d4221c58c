"""Test the reference of `introduction` against NumPy and scikit-learn.

The measurements that questions q7 and q8 ask about are taken again.
"""

import doctest
from pathlib import Path

import numpy as np
import pytest
import sklearn.linear_model
import sklearn.neural_network

from autograder.exercise.reference import load_module
from autograder.notebook.files import parse_notebook

COURSE = Path(__file__).resolve().parents[2]
reference = load_module(COURSE / "solutions" / "introduction.py", "")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_examples_in_the_docstrings():
    found = doctest.testmod(reference)
    assert found.failed == 0
    assert found.attempted >= 6


def test_relu_is_the_integral_of_a_step(rng):
    z = rng.normal(size=(5, 7))
    np.testing.assert_array_equal(reference.relu(z), z * np.heaviside(z, 0))


def test_price_of_house_equals_scikit_learns_line(rng):
    size = rng.uniform(20, 200, size=30)
    price = 2 * size - 150 + rng.normal(scale=20, size=30)
    oracle = sklearn.linear_model.LinearRegression().fit(size[:, np.newaxis], price)
    weight, bias = reference.fit_line(size, price)
    assert weight == pytest.approx(oracle.coef_[0], rel=1e-9)
    assert bias == pytest.approx(oracle.intercept_, rel=1e-9)
    expected = oracle.predict(size[:, np.newaxis])
    np.testing.assert_allclose(reference.price_of_house(size, weight, bias), expected.clip(min=0), rtol=1e-9, atol=1e-12)
    assert (expected < 0).any()
    assert (expected > 0).any()


def test_fit_line_equals_numpy(rng):
    x, y = rng.normal(size=(2, 12))
    np.testing.assert_allclose(reference.fit_line(x, y), np.polyfit(x, y, 1), rtol=1e-9)


def test_network_price_equals_scikit_learn(rng):
    X, price = rng.normal(size=(3, 40)), rng.normal(size=40)
    oracle = sklearn.neural_network.MLPRegressor(hidden_layer_sizes=(5,), max_iter=1, random_state=0)
    with pytest.warns(Warning, match="converge"):
        oracle.fit(X.T, price)
    (W1, W2), (b1, b2) = oracle.coefs_, oracle.intercepts_
    priced = reference.network_price(X, W1.T, b1[:, np.newaxis], W2.T, float(b2[0]))
    np.testing.assert_allclose(priced[0], oracle.predict(X.T).clip(min=0), rtol=1e-9, atol=1e-12)
    assert len(set(priced[0])) > 5


def test_table_to_columns_turns_rows_into_columns(rng):
    rows = rng.normal(size=(6, 4)).tolist()
    X = reference.table_to_columns(rows)
    assert X.shape == (4, 6)
    assert [X[:, i].tolist() for i in range(6)] == rows


def test_learning_curve_is_the_mean_of_each_row(rng):
    losses = rng.uniform(size=(4, 6))
    assert reference.learning_curve(losses).tolist() == pytest.approx([sum(row) / 6 for row in losses.tolist()])


@pytest.fixture(scope="module")
def measured():
    """Run the notebook's cell that trains three networks; return amounts of data and {hidden units: losses}."""
    notebook = parse_notebook((COURSE / "source" / "introduction" / "introduction.ipynb").read_bytes(), "introduction")
    (cell,) = (cell["source"] for cell in notebook["cells"] if cell["id"] == "demo_learning_curves")
    shown = []
    names = {"np": np, "demonstration": lambda show: show(), "learning_curve": reference.learning_curve}
    names["plot_learning_curves"] = lambda amounts, losses, curves: shown.append((amounts, losses))
    exec(cell, names)
    return shown[0]


def test_with_little_data_networks_differ_less_than_repetitions(measured):
    """Question q7."""
    amounts, losses = measured
    assert amounts[0] == 20
    first = np.array([of_one[0] for of_one in losses.values()])
    assert np.ptp(first.mean(axis=1)) < 0.25 * np.ptp(first, axis=1).min()
    assert first.mean() < 0.3


def test_without_hidden_units_more_data_stops_helping_but_a_larger_network_helps(measured):
    """Question q8."""
    _, losses = measured
    curves = {units: reference.learning_curve(of_one) for units, of_one in losses.items()}
    assert curves[0][-2] - curves[0][-1] < 0.005
    assert curves[40][-1] < 0.6 * curves[2][-1] < 0.6 * 0.7 * curves[0][-1]
