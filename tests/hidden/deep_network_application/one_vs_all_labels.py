"""one_vs_all_labels: a row of labels for each class (stretch, lecture p36)."""

import numpy as np

from autograder import Exercise

one_vs_all_labels = Exercise("one_vs_all_labels")


@one_vs_all_labels.inputs
def some_digits_more_than_once(rng):
    """Draw digits of all classes but one; 0 and the last class always occur, and some digits occur more than once."""
    num_classes = int(rng.integers(4, 7))
    present = np.delete(np.arange(num_classes), rng.integers(1, num_classes - 1))
    more = rng.choice(present, size=int(rng.integers(2, 5)))
    return dict(digits=rng.permutation(np.concatenate([present, more])), num_classes=num_classes)


@one_vs_all_labels.contract
def digits_are_classes(digits, num_classes):
    return digits.size > 0 and digits.min() >= 0 and digits.max() < num_classes


one_vs_all_labels.edge("one digit", dict(digits=np.array([2]), num_classes=4))
one_vs_all_labels.edge("ten classes", dict(digits=np.array([9, 0, 5]), num_classes=10))
one_vs_all_labels.edge("two classes", dict(digits=np.array([1, 0, 0]), num_classes=2))

CLASSES, BODY = "np.arange(num_classes)[:, np.newaxis]", "(classes == digits).astype(int)"

one_vs_all_labels.mistake(
    "one example a row",
    change=(BODY, "(classes == digits).astype(int).T"),
    hint=dict(
        en="Here each example is a row; make each example a column and each class a row.",
        zh="这里每个样本是一行；应该每个样本一列，每个类别一行。",
    ),
)
one_vs_all_labels.mistake(
    "classes counted from 1",
    change=(CLASSES, "np.arange(1, num_classes + 1)[:, np.newaxis]"),
    hint=dict(
        en="The classes start at 0: row 0 belongs to the digit 0.",
        zh="类别从 0 开始：第 0 行对应数字 0。",
    ),
)
one_vs_all_labels.mistake(
    "all but the class",
    change=(BODY, "(classes != digits).astype(int)"),
    hint=dict(
        en="Zeros and ones are swapped: the entry is 1 where the digit *is* the class.",
        zh="0 和 1 反了：数字*是*这个类别的地方才是 1。",
    ),
)
one_vs_all_labels.mistake(
    "classes up to the largest digit",
    change=(CLASSES, "np.unique(digits)[:, np.newaxis]"),
    hint=dict(
        en="A class that does not occur needs a row of zeros too: there are `num_classes` rows.",
        zh="没有出现的类别也要有一行 0：一共 `num_classes` 行。",
    ),
)
one_vs_all_labels.mistake(
    "digits up to the class",
    change=(BODY, "(classes >= digits).astype(int)"),
    hint=dict(
        en="Only one entry of each column should be 1: compare with `==`.",
        zh="每一列应该只有一个 1：用 `==` 比较。",
    ),
)
one_vs_all_labels.mistake(
    "last class first",
    change=(CLASSES, "np.arange(num_classes)[::-1, np.newaxis]"),
    hint=dict(
        en="The rows are in reverse order: row k belongs to the digit k.",
        zh="行的顺序反了：第 k 行对应数字 k。",
    ),
)
one_vs_all_labels.mistake(
    "digits instead of ones",
    change=(BODY, "(classes == digits) * digits"),
    hint=dict(
        en="The labels are 1, whichever digit it is.",
        zh="不管是哪个数字，标签都是 1。",
    ),
)

one_vs_all_labels.variant(
    "columns of the identity",
    code="""
    def one_vs_all_labels(digits, num_classes):
        return np.eye(num_classes)[:, digits]
    """,
)
one_vs_all_labels.variant(
    "ones put in their places",
    code="""
    def one_vs_all_labels(digits, num_classes):
        Y = np.zeros((num_classes, len(digits)))
        Y[digits, np.arange(len(digits))] = 1
        return Y
    """,
)
one_vs_all_labels.variant(
    "row by row",
    code="""
    def one_vs_all_labels(labels, k):
        return np.array([[label == c for label in labels] for c in range(k)])
    """,
)
