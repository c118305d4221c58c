"""The reference against what nobody here wrote: NumPy's and scikit-learn's fits, a network of scikit-learn's; and its own
docstrings. And what the questions read off the curve, measured again."""

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


def test_a_neuron_prices_as_scikit_learns_line_does(rng):
    size = rng.uniform(20, 200, size=30)
    price = 2 * size - 150 + rng.normal(scale=20, size=30)
    judge = sklearn.linear_model.LinearRegression().fit(size[:, np.newaxis], price)
    weight, bias = reference.fit_line(size, price)
    assert weight == pytest.approx(judge.coef_[0], rel=1e-9)
    assert bias == pytest.approx(judge.intercept_, rel=1e-9)
    expected = judge.predict(size[:, np.newaxis])
    np.testing.assert_allclose(reference.price_of_house(size, weight, bias), expected.clip(min=0), rtol=1e-9, atol=1e-12)
    assert (expected < 0).any()
    assert (expected > 0).any()


def test_fit_line_is_numpys(rng):
    x, y = rng.normal(size=(2, 12))
    np.testing.assert_allclose(reference.fit_line(x, y), np.polyfit(x, y, 1), rtol=1e-9)


def test_a_network_prices_as_scikit_learns_does(rng):
    X, price = rng.normal(size=(3, 40)), rng.normal(size=40)
    judge = sklearn.neural_network.MLPRegressor(hidden_layer_sizes=(5,), max_iter=1, random_state=0)
    with pytest.warns(Warning, match="converge"):
        judge.fit(X.T, price)
    (W1, W2), (b1, b2) = judge.coefs_, judge.intercepts_
    priced = reference.network_price(X, W1.T, b1[:, np.newaxis], W2.T, float(b2[0]))
    np.testing.assert_allclose(priced[0], judge.predict(X.T).clip(min=0), rtol=1e-9, atol=1e-12)
    assert len(set(priced[0])) > 5


def test_columns_hold_what_rows_held(rng):
    rows = rng.normal(size=(6, 4)).tolist()
    X = reference.table_to_columns(rows)
    assert X.shape == (4, 6)
    assert [X[:, i].tolist() for i in range(6)] == rows


def test_learning_curve_is_the_mean_of_each_row(rng):
    losses = rng.uniform(size=(4, 6))
    assert reference.learning_curve(losses).tolist() == pytest.approx([sum(row) / 6 for row in losses.tolist()])


@pytest.fixture(scope="module")
def measured():
    """The cell that trains three networks, run as in the notebook: amounts of data, {units: losses}."""
    notebook = parse_notebook((COURSE / "source" / "introduction" / "introduction.ipynb").read_bytes(), "introduction")
    (cell,) = (cell["source"] for cell in notebook["cells"] if cell["id"] == "demo_learning_curves")
    world = {"np": np}
    exec(cell.partition("with demonstration()")[0], world)
    return world["amounts"], world["losses"]


def test_with_little_data_the_networks_differ_less_than_their_repeats(measured):
    """Question q7."""
    amounts, losses = measured
    assert amounts[0] == 20
    first = np.array([of_one[0] for of_one in losses.values()])
    assert np.ptp(first.mean(axis=1)) < 0.25 * np.ptp(first, axis=1).min()
    assert first.mean() < 0.3


def test_without_hidden_units_more_data_do_not_help_any_more_and_a_larger_network_does(measured):
    """Question q8."""
    _, losses = measured
    curves = {units: reference.learning_curve(of_one) for units, of_one in losses.items()}
    assert curves[0][-2] - curves[0][-1] < 0.005
    assert curves[40][-1] < 0.6 * curves[2][-1] < 0.6 * 0.7 * curves[0][-1]
