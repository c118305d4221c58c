"""q12: which of these are hyperparameters (lecture p42)."""

from autograder import Question

q12 = Question("q12", choices="abcde")
q12.wrong(
    "a",
    en="You choose it; gradient descent does not change it.",
    zh="它由你选定，梯度下降不会改变它。",
)
q12.wrong(
    "b",
    en="Training changes it: it is a parameter.",
    zh="训练会改变它：它是参数。",
)
q12.wrong(
    "c",
    en="You choose it before training.",
    zh="它在训练之前就由你选定。",
)
q12.wrong(
    "d",
    en="They are computed from the input and the parameters.",
    zh="它们由输入和参数算出来。",
)
q12.wrong(
    "e",
    en="They are in `layer_dims` before training starts.",
    zh="训练开始之前，它们就写在 `layer_dims` 里。",
)
