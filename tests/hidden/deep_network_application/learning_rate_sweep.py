"""learning_rate_sweep: where training ends, for several learning rates (lecture p10)."""

from autograder import Exercise, formula

learning_rate_sweep = Exercise("learning_rate_sweep", shares={"values": 0.9, "edge cases": 0.1})


def training(rng, steps):
    """Return a function for the costs of gradient descent on a parabola; with a rate above 2 / curvature they grow."""
    curvature, first, least = (round(float(number), 2) for number in rng.uniform((0.8, 1.5, 0.1), (1.6, 3, 0.4)))
    return formula(f"lambda rate: [{least} + {first} * (1 - {curvature} * rate) ** (2 * i) for i in range({steps})]")


@learning_rate_sweep.inputs
def some_rates_too_large(rng):
    """Draw rates whose costs differ from the second one on.

    The last cost is the highest for the largest rate, and the lowest for the other rates.
    """
    rates = [round(float(rate), 3) for rate in rng.uniform((0.02, 0.1, 0.3, 2.7), (0.08, 0.25, 0.5, 3.2))]
    return dict(train=training(rng, int(rng.integers(4, 7))), rates=rng.permutation(rates).tolist())


@learning_rate_sweep.inputs(draws=2)
def two_rates(rng):
    rates = [round(float(rate), 3) for rate in rng.uniform((0.05, 0.3), (0.25, 0.5))]
    return dict(train=training(rng, 5), rates=rates)


learning_rate_sweep.edge("one rate", dict(train=formula("lambda rate: [1.0, 0.5 + rate]"), rates=[0.25]))
learning_rate_sweep.edge("one cost", dict(train=formula("lambda rate: [3 * rate]"), rates=[0.5, 0.25]))

BODY, LAST = "{rate: train(rate)[-1] for rate in rates}", "train(rate)[-1]"

learning_rate_sweep.mistake(
    "first cost",
    change=(LAST, "train(rate)[0]"),
    hint=dict(
        en="This is the cost before the first step; the last one has the index −1.",
        zh="这是第一步之前的成本；最后一个的下标是 −1。",
    ),
)
learning_rate_sweep.mistake(
    "lowest cost",
    change=(LAST, "min(train(rate))"),
    hint=dict(
        en="This is the lowest cost on the way. Where a rate is too large, training ends higher: return the last cost.",
        zh="这是途中最低的成本。学习率太大时，训练结束时会更高：要返回最后一个。",
    ),
)
learning_rate_sweep.mistake(
    "mean cost",
    change=(LAST, "np.mean(train(rate))"),
    hint=dict(
        en="This is the mean of all costs; return the last one.",
        zh="这是所有成本的平均值；要返回最后一个。",
    ),
)
learning_rate_sweep.mistake(
    "all costs",
    change=(LAST, "train(rate)"),
    hint=dict(
        en="Store one number for each rate, the last of its costs.",
        zh="每个学习率对应一个数，即它的最后一个成本。",
    ),
)
learning_rate_sweep.mistake(
    "a list of costs",
    change=(BODY, "[train(rate)[-1] for rate in rates]"),
    hint=dict(
        en="Return a dictionary, so that each cost is stored under its rate: `{rate: cost, …}`.",
        zh="请返回字典，让每个成本和它的学习率放在一起：`{rate: cost, …}`。",
    ),
)
learning_rate_sweep.mistake(
    "numbered instead of by rate",
    change=(BODY, "{i: train(rate)[-1] for i, rate in enumerate(rates)}"),
    hint=dict(
        en="The keys of the dictionary are the rates themselves, not their positions in the list.",
        zh="字典的键是学习率本身，而不是它在列表里的序号。",
    ),
)
learning_rate_sweep.mistake(
    "the same rate each time",
    change=(LAST, "train(rates[0])[-1]"),
    hint=dict(
        en="Here all trainings have the same learning rate; pass the current rate to `train`.",
        zh="这里每次训练用的都是同一个学习率；要把当前的学习率传给 `train`。",
    ),
)
learning_rate_sweep.mistake(
    "the best only",
    change=(BODY, "dict(sorted(((r, train(r)[-1]) for r in rates), key=lambda pair: pair[1])[:1])"),
    hint=dict(
        en="Return the last cost of every rate, not only of the best one.",
        zh="每个学习率的最后一个成本都要返回，而不只是最好的那个。",
    ),
)
learning_rate_sweep.mistake(
    "the first only",
    change=(f"return {BODY}", f"for rate in rates:\n        return {{rate: {LAST}}}\n    return {{}}"),
    hint=dict(
        en="The `return` is inside the loop, so only the first rate is tried; move it out.",
        zh="`return` 写在了循环里面，所以只试了第一个学习率；请把它移到循环外。",
    ),
)

learning_rate_sweep.variant(
    "a loop",
    code="""
    def learning_rate_sweep(train, rates):
        result = {}
        for learning_rate in rates:
            costs = train(learning_rate)
            result[learning_rate] = float(costs[len(costs) - 1])
        return result
    """,
)
learning_rate_sweep.variant("zipped", change=(BODY, "dict(zip(rates, [costs[-1] for costs in map(train, rates)]))"))
learning_rate_sweep.variant(
    "in order of the rates",
    code="""
    def learning_rate_sweep(train_model, learning_rates):
        ends = dict()
        for r in sorted(learning_rates):
            *_, ends[r] = train_model(r)
        return ends
    """,
)
