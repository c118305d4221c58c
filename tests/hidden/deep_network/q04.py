"""q04: what goes wrong if all hidden units start with the same weights (lecture p35)."""

from autograder import Question

q04 = Question("q04", choices="abcd")
q04.wrong(
    "b",
    en="The cost starts near log 2.",
    zh="成本从 log 2 附近开始。",
)
q04.wrong(
    "c",
    en="Equal units get equal gradients in every step.",
    zh="相等的单元每一步得到的梯度都相等。",
)
q04.wrong(
    "d",
    en="Equal gradients are not infinite ones.",
    zh="梯度相等，并不是无穷大。",
)
