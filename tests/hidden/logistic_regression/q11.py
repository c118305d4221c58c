"""q11: from the log likelihood to the cost (lecture p24)."""

from autograder import Question

q11 = Question("q11", choices="abcd")

q11.wrong(
    "a",
    en="The sign is turned, but the cost is a mean over the examples as well.",
    zh="符号变了是对的，但成本函数还要对所有样本取平均。",
)
q11.wrong(
    "c",
    en="The cost is never negative: the sign is turned, because we go downhill.",
    zh="成本不会是负数：因为要往下走，所以符号要反过来。",
)
q11.wrong(
    "d",
    en="Divide the sum by the number of examples, not the other way round.",
    zh="是用和除以样本数，不是反过来。",
)
