"""q7: a cost that rises (lecture p10)."""

from autograder import Question

q7 = Question("q7", choices="abcd")
q7.wrong(
    "b",
    en="Look at your sweep: what did the cost do at the largest rates?",
    zh="看你的学习率扫描图：学习率最大时，成本怎么样了？",
)
q7.wrong(
    "c",
    en="From zero, the hidden units learn nothing at all. A cost that goes up and down does not come from the start.",
    zh="从零开始，隐藏单元什么也学不到。成本忽上忽下，问题不在起点。",
)
q7.wrong(
    "d",
    en="When the steps are so long that they overshoot, more steps only overshoot more often.",
    zh="步子大到会越过谷底，走得再多也只是越过更多次。",
)
