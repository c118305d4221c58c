"""Test the reference of `numpy_basics` against SciPy and scikit-learn."""

import doctest
import math
from pathlib import Path

import numpy as np
import pytest
import scipy.spatial
import scipy.special
import scipy.stats
import sklearn.metrics
import sklearn.preprocessing

from autograder.exercise.reference import load_module

reference = load_module(Path(__file__).resolve().parents[2] / "solutions" / "numpy_basics.py", "")


@pytest.fixture
def rng():
    return np.random.default_rng(0)


def test_examples_in_the_docstrings():
    assert doctest.testmod(reference).failed == 0
    assert doctest.testmod(reference).attempted >= 11


def test_softmax_equals_scipy(rng):
    for x in (rng.normal(size=(6, 4)), 1000 * rng.normal(size=(4, 6)), np.array([[1, 2]])):
        np.testing.assert_allclose(reference.softmax(x), scipy.special.softmax(x, axis=1), rtol=1e-13)


def test_normalize_rows_equals_scikit_learn(rng):
    x = rng.normal(size=(6, 4))
    np.testing.assert_allclose(reference.normalize_rows(x), sklearn.preprocessing.normalize(x), rtol=1e-14)


def test_dot_products_are_exact_sums(rng):
    a, b = rng.normal(size=(2, 50))
    expected = math.sumprod(a, b) if hasattr(math, "sumprod") else math.fsum(a * b)
    assert reference.dot_loop(a, b) == pytest.approx(expected, rel=1e-12)
    assert reference.dot_vectorized(a, b) == pytest.approx(expected, rel=1e-12)


def test_L1_and_L2_equal_scikit_learns_mean_errors(rng):
    yhat, y = rng.normal(size=(2, 20))
    assert reference.L1(yhat, y) == pytest.approx(20 * sklearn.metrics.mean_absolute_error(y, yhat), rel=1e-12)
    assert reference.L2(yhat, y) == pytest.approx(20 * sklearn.metrics.mean_squared_error(y, yhat), rel=1e-12)


def test_calories_percentages_equal_scikit_learns_normalisation(rng):
    table = rng.uniform(1, 9, size=(3, 5))
    expected = 100 * sklearn.preprocessing.normalize(table, norm="l1", axis=0)
    np.testing.assert_allclose(reference.calories_percentages(table), expected, rtol=1e-14)


def test_standardize_equals_scipy_and_scikit_learn(rng):
    X = rng.normal(3, 20, size=(4, 9))
    np.testing.assert_allclose(reference.standardize(X), scipy.stats.zscore(X, axis=1), rtol=1e-12)
    np.testing.assert_allclose(
        reference.standardize(X), sklearn.preprocessing.StandardScaler().fit_transform(X.T).T, rtol=1e-12
    )


@pytest.mark.parametrize(
    ("name", "shape"), [("w", (2,)), ("w", (1, 2)), ("w", (3, 1)), ("b", (1, 1)), ("Y", (3,)), ("Y", (3, 1))]
)
def test_check_shapes_names_what_does_not_fit(name, shape):
    fitting = {"w": np.zeros((2, 1)), "b": 0, "X": np.zeros((2, 3)), "Y": np.zeros((1, 3))}
    reference.check_shapes(**fitting)
    with pytest.raises(AssertionError, match=rf"^{name}\b"):
        reference.check_shapes(**fitting | {name: np.zeros(shape)})


def test_pairwise_distances_equal_scipy(rng):
    A, B = rng.normal(size=(3, 4)), rng.normal(size=(3, 6))
    np.testing.assert_allclose(reference.pairwise_distances(A, B), scipy.spatial.distance.cdist(A.T, B.T), rtol=1e-12)


@pytest.mark.parametrize("shape", [(6,), (6, 1), (1, 6)])
def test_as_column_keeps_the_order(shape):
    column = reference.as_column(np.arange(6).reshape(shape))
    assert column.shape == (6, 1)
    assert [int(number) for (number,) in column] == list(range(6))
