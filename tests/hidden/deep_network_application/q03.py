"""q03: why does each forward function return a cache beside its result (lecture p38)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "a",
    en="Costs are kept for the picture only.",
    zh="成本只是为了画图才保存的。",
)
q03.wrong(
    "c",
    en="The next layer takes A.",
    zh="下一层的输入是 A。",
)
q03.wrong(
    "d",
    en="The parameters live in their own dictionary.",
    zh="参数有自己的字典。",
)
