"""price_of_house: one neuron prices all houses (lecture p2)."""

import numpy as np

from autograder import Exercise

price_of_house = Exercise(
    "price_of_house", shares={"values": 0.7, "shapes": 0.1, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@price_of_house.inputs
def some_houses_below_zero(rng):
    """Draw a negative bias: the line is below zero for the two smallest houses, and just above it for the third."""
    m = int(rng.integers(4, 7))
    size = np.sort(rng.uniform(1.2, 2, size=m)) + np.arange(m)
    weight = float(rng.uniform(1.2, 2.5))
    bias = -weight * (size[2] - float(rng.uniform(0.1, 0.35)))
    return dict(size=rng.permutation(size), weight=weight, bias=bias)


@price_of_house.inputs(draws=3)
def all_houses_above_zero(rng):
    size = rng.uniform(0.3, 3, size=int(rng.integers(2, 6)))
    return dict(size=size, weight=float(rng.uniform(1.2, 2.5)), bias=float(rng.uniform(0.5, 2)))


@price_of_house.inputs(draws=2)
def falling_with_the_size(rng):
    """Draw a negative weight, as for the distance to the city: the line is above zero at first, then just below."""
    size = np.array([0.5, 1.5, 3.5, 5.0]) + rng.uniform(0, 0.3, size=4)
    weight = -float(rng.uniform(1.2, 2.5))
    return dict(size=size, weight=weight, bias=-weight * (size[2] - float(rng.uniform(0.1, 0.35))))


price_of_house.edge("one house", dict(size=np.array([40.0]), weight=2.5, bias=-30.0))
price_of_house.edge("no weight", dict(size=np.array([1.0, 2.0, 4.0]), weight=0.0, bias=1.5))
price_of_house.edge("whole numbers", dict(size=np.array([10, 30, 20]), weight=3, bias=-50))

BODY = "return relu(weight * size + bias)"

price_of_house.mistake(
    "prices below zero",
    change=(BODY, "return weight * size + bias"),
    hint=dict(
        en="This is only the straight line; apply `relu` to it, so that no price is negative.",
        zh="这只是直线；要再经过 `relu`，价格才不会是负的。",
    ),
)
price_of_house.mistake(
    "bias added after ReLU",
    change=(BODY, "return relu(weight * size) + bias"),
    hint=dict(
        en="The bias belongs inside `relu`.",
        zh="偏置要放在 `relu` 里面。",
    ),
)
price_of_house.mistake(
    "bias left out",
    change=(BODY, "return relu(weight * size)"),
    hint=dict(
        en="The bias is missing: `weight * size + bias`.",
        zh="少了偏置：`weight * size + bias`。",
    ),
)
price_of_house.mistake(
    "bias subtracted",
    change=(BODY, "return relu(weight * size - bias)"),
    hint=dict(
        en="The bias is added, not subtracted.",
        zh="偏置是加上去的，不是减去。",
    ),
)
price_of_house.mistake(
    "weight also on the bias",
    change=(BODY, "return relu(weight * (size + bias))"),
    hint=dict(
        en="Only the size is multiplied by the weight; the bias is added afterwards.",
        zh="只有面积要乘权重；偏置是之后再加的。",
    ),
)
price_of_house.mistake(
    "weight and bias swapped",
    change=(BODY, "return relu(bias * size + weight)"),
    hint=dict(
        en="The weight and the bias are swapped: multiply by the weight, then add the bias.",
        zh="权重和偏置写反了：应该乘以权重，再加上偏置。",
    ),
)
price_of_house.mistake(
    "weight added",
    change=(BODY, "return relu(weight + size + bias)"),
    hint=dict(
        en="The weight is added to the size here; multiply them instead: `weight * size`.",
        zh="这里把权重和面积相加了；应该相乘：`weight * size`。",
    ),
)
price_of_house.mistake(
    "absolute value instead of ReLU",
    change=(BODY, "return np.abs(weight * size + bias)"),
    hint=dict(
        en="Where the line is below zero, the price is 0, not the same number without its minus sign.",
        zh="直线低于零的地方，价格是 0，而不是去掉负号。",
    ),
)
price_of_house.mistake(
    "all houses together",
    change=(BODY, "return np.sum(relu(weight * size + bias))"),
    hint=dict(
        en="This is the price of all the houses together; return one price for each house.",
        zh="这是所有房子加起来的价格；每套房子都要返回一个价格。",
    ),
)
price_of_house.mistake(
    "input overwritten",
    change=(BODY, "size *= weight\n    size += bias\n    return relu(size)"),
    hint=dict(
        en="`size *= weight` changes the caller's array; write `weight * size`, which makes a new one.",
        zh="`size *= weight` 改动了调用者的数组；请写 `weight * size`，这样会得到一个新数组。",
    ),
)

price_of_house.variant("written out", change=(BODY, "return np.maximum(0.0, bias + size * weight)"))
price_of_house.variant(
    "house by house",
    code="""
    def price_of_house(size, weight, bias):
        prices = []
        for s in size:
            prices.append(max(0, weight * s + bias))
        return np.array(prices)
    """,
)
price_of_house.variant(
    "negative prices replaced",
    code="""
    def price_of_house(sizes, w, b):
        price = w * sizes + b
        price[price < 0] = 0
        return price
    """,
)
