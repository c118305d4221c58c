"""q11: from the log likelihood to the cost (lecture p24)."""

from autograder import Question

q11 = Question("q11", choices="abcd")

q11.wrong(
    "a",
    en="The sign is right, but the cost is also a mean over the examples.",
    zh="符号对了，但成本函数还要对所有样本取平均。",
)
q11.wrong(
    "b",
    en="Divide the sum by the number of examples, not the other way round.",
    zh="应该用总和除以样本数，不是反过来。",
)
q11.wrong(
    "d",
    en="The cost is never negative: training goes downhill, so the sign changes.",
    zh="成本不会是负数：训练是往下坡走，所以符号要反过来。",
)
