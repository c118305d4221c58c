"""q13: what happens (lecture p35)."""

from autograder import Question

q13 = Question("q13", choices="abcd")
q13.wrong(
    "a",
    en="The slope of tanh is a factor of the gradients of W1; at large |z| it is near 0.",
    zh="tanh 的导数是 W1 梯度的因子；|z| 很大时它接近 0。",
)
q13.wrong(
    "c",
    en="Random weights keep them different, however large they are.",
    zh="权重是随机的，再大也各不相同。",
)
q13.wrong(
    "d",
    en="Random weights break the symmetry; their size decides where on the curve the units start.",
    zh="随机只负责打破对称；权重的大小决定了单元从曲线的哪一段开始。",
)
