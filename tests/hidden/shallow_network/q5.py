"""q5: saturation (lecture p30)."""

from autograder import Question

q5 = Question("q5", choices="abcd")

q5.wrong(
    "b",
    en="On its way back the error passes through this unit, and is multiplied by the slope there.",
    zh="误差往回传时要经过这个单元，会乘上它那里的导数。",
)
q5.wrong(
    "c",
    en="An output near 1 says nothing about the speed of learning; look at the slope of the curve there.",
    zh="输出接近 1 和学得快不快没有关系；看看曲线在那里的导数。",
)
q5.wrong(
    "d",
    en="The slope of the sigmoid is never above 1/4, and at 12 it is nearly 0.",
    zh="sigmoid 的导数从不超过 1/4，在 z = 12 处几乎是 0。",
)
