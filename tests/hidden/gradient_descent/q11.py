"""q11: which formula is the same j in fewer steps (lectures p13, p14)."""

from autograder import Question

q11 = Question("q11", choices="abcd")
q11.wrong(
    "a",
    en="$b$ is a common factor of a sum; it is not multiplied twice.",
    zh="$b$ 是和式里的公因子，并没有乘两次。",
)
q11.wrong(
    "b",
    en="$b$ multiplies both terms, so it multiplies their sum.",
    zh="$b$ 乘在每一项上，所以也乘在它们的和上。",
)
q11.wrong(
    "d",
    en="The two products are added, not multiplied: 2ab + 3ab.",
    zh="两个乘积是相加，不是相乘：2ab + 3ab。",
)
