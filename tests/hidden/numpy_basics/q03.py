"""q03: what is db (lecture p14)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "a",
    en="That is J itself.",
    zh="这是 J 本身。",
)
q03.wrong(
    "b",
    en="That is dc: the factor beside b is c.",
    zh="这是 dc；b 旁边的因子是 c。",
)
q03.wrong(
    "d",
    en="That is du/db; multiply it by dJ/du = 3.",
    zh="这是 du/db；还要乘以 dJ/du = 3。",
)
