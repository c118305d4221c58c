"""A case's inputs are fitted to the signature that a function has."""

from __future__ import annotations

import functools
import inspect
import itertools

import pytest

from autograder.judging.fitting import fit, plan

INPUTS = {"w": 1, "b": 2, "X": 3}


def called(function, inputs=INPUTS, usual=None, **options):
    args, kwargs = fit(function, inputs, usual, **options).arguments
    others = {name: f"another {name}" for name in inputs}  # a plan fits all inputs of the same names
    planned = plan(function, inputs, usual, **options)
    assert planned.call(inputs) == fit(function, inputs, usual, **options)
    assert planned.call(others) == fit(function, others, usual, **options)
    return function(*args, **kwargs)


def test_a_parameter_with_an_inputs_name_gets_that_input():
    assert called(lambda w, b, X: (w, b, X)) == (1, 2, 3)
    assert called(lambda X, w, b: (w, b, X)) == (1, 2, 3)
    assert called(lambda X, *, b, w=9: (w, b, X)) == (1, 2, 3)


def test_parameters_with_other_names_are_filled_in_order():
    assert called(lambda weights, bias, data: (weights, bias, data)) == (1, 2, 3)
    assert called(lambda weights, b, data: (weights, b, data)) == (1, 2, 3)
    assert fit(lambda weights, b: 0, {"w": 1, "b": 2}).bound == {"w": 0, "b": 1}


def test_optional_arguments_that_it_does_not_take_are_left_out():
    inputs = INPUTS | {"print_cost": False}
    assert called(lambda w, b, X: (w, b, X), inputs, {"print_cost": False}) == (1, 2, 3)


def test_optional_parameters_of_its_own_keep_their_default():
    assert called(lambda w, seed=4, b=5, X=6: (w, seed, b, X)) == (1, 4, 2, 3)


def test_required_parameters_of_its_own_get_their_usual_value():
    assert called(lambda w, b, X, parameters: parameters, usual={"parameters": "usual"}) == "usual"
    assert called(lambda X, rate, b, w: (w, b, X, rate), usual={"rate": 0.5}) == (1, 2, 3, 0.5)


def test_stars_take_everything():
    assert called(lambda *args: args) == (1, 2, 3)
    assert called(lambda w, *args: (w, args)) == (1, (2, 3))
    assert called(lambda w, **rest: (w, rest)) == (1, {"b": 2, "X": 3})
    assert called(lambda **rest: rest) == INPUTS


def test_a_function_that_cannot_take_it_says_so_itself():
    for function in (lambda w: w, lambda w, b, X, other: w, lambda: 0):
        with pytest.raises(TypeError, match="positional argument"):
            called(function)


def test_a_function_without_a_signature_is_called_by_position():
    def hidden(*args):
        return args

    hidden.__signature__ = "none"
    with pytest.raises(TypeError):
        inspect.signature(hidden)
    assert called(hidden) == (1, 2, 3)


# arguments that the contract does not have, and other spellings of those that it has

TRAINING = {"X": "X", "Y": "Y", "n_h": 4, "num_iterations": 7}
ORDER = ("X", "Y", "n_h", "num_iterations", "print_cost")
USUAL = {"num_iterations": 10000, "print_cost": False, "learning_rate": 1.2}
CALLED = {"learning_rate": ("alpha", "lr"), "num_iterations": ("iters", "epochs")}
OPTIONS = dict(inputs=TRAINING, usual=USUAL, order=ORDER, called=CALLED)


def test_a_required_argument_that_the_contract_lacks_gets_its_usual_value_and_never_another_ones():
    def nn_model(X, Y, n_h, learning_rate, num_iterations=10000, print_cost=False):
        return n_h, learning_rate, num_iterations, print_cost

    assert called(nn_model, **OPTIONS) == (4, 1.2, 7, False)
    assert called(lambda X, Y, n_h, alpha, iters: (n_h, alpha, iters), **OPTIONS) == (4, 1.2, 7)
    assert called(lambda X, Y, n_H, lr, numIterations=3: (n_H, lr, numIterations), **OPTIONS) == (4, 1.2, 7)
    assert called(lambda X, Y, n_h, learning_rate: learning_rate, **OPTIONS) == 1.2


def test_an_unknown_required_argument_is_named_by_the_function_itself():
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'momentum'"):
        called(lambda X, Y, n_h, momentum, num_iterations=10000: 0, **OPTIONS)
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'seed'"):
        called(lambda X, Y, n_h, seed, activation, num_iterations: 0, **(OPTIONS | dict(usual=USUAL | {"activation": 1})))


def test_an_optional_input_fills_an_unknown_parameter_at_its_own_place_only():
    assert called(lambda X, Y, n_h, T: T, **OPTIONS) == 7
    with pytest.raises(TypeError, match="'T'"):
        called(lambda T, X, Y, n_h: T, **OPTIONS)


def test_names_decide_in_every_order_of_the_parameters():
    for order in itertools.permutations(TRAINING):
        function = eval(f"lambda {', '.join(order)}: dict(X=X, Y=Y, n_h=n_h, num_iterations=num_iterations)")
        assert called(function, **OPTIONS) == TRAINING


def test_stars_get_each_argument_in_its_place():
    given = TRAINING | {"rate": 0.5}
    order = ("X", "Y", "n_h", "rate", "num_iterations")
    assert called(lambda *args: args, given, order=order) == ("X", "Y", 4, 0.5, 7), "inputs come in any order"
    assert called(lambda *args, n_h, **rest: (args, n_h, rest), given, order=order) == (("X", "Y", 0.5, 7), 4, {})
    assert called(lambda *args, **rest: (args, rest), TRAINING, order=order) == (("X", "Y", 4), {"num_iterations": 7})
    assert called(lambda *args: args, TRAINING, {"rate": 0.1}, order=order) == ("X", "Y", 4, 0.1, 7), "a gap is filled"
    assert called(lambda first, second, *rest: first + second, TRAINING, order=order[:3] + order[4:]) == "XY"
    assert called(lambda Y, *rest, **named: (Y, rest, named), TRAINING, order=ORDER)[0] == "Y"


def decorated(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


@pytest.mark.parametrize("decorate", [decorated, lambda function: functools.wraps(function)(decorated(function))])
def test_a_decorator_hides_no_order(decorate):
    assert called(decorate(decorate(lambda X, b, w: (w, b, X)))) == (1, 2, 3)
    assert called(functools.partial(lambda scale, X, w, b: (scale, w, b, X), 10)) == (10, 1, 2, 3)
