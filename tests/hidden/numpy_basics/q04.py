"""q04: what is missing if dw comes out m times too large (lecture p16)."""

from autograder import Question

q04 = Question("q04", choices="abcd")
q04.wrong(
    "a",
    en="Then the error would be wrong, not m times too large.",
    zh="那样误差会算错，而不是大了 m 倍。",
)
q04.wrong(
    "b",
    en="Then entries would be missing; they would not be too large.",
    zh="那样会缺少元素，而不是变大。",
)
q04.wrong(
    "c",
    en="The learning rate belongs to the step, not to the gradient.",
    zh="学习率属于更新那一步，不属于梯度。",
)
