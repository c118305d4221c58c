"""q04: what np.dot gives for two arrays with one axis (lecture p17)."""

from autograder import Question

q04 = Question("q04", choices="abcd")
q04.wrong(
    "a",
    en="That is `a * b`. The dot product also adds the products up.",
    zh="这是 `a * b`。点积还要把各个乘积加起来。",
)
q04.wrong(
    "c",
    en="A number of one array meets only the number at the same place of the other.",
    zh="一个数组里的数，只和另一个数组里同一位置的数相乘。",
)
q04.wrong(
    "d",
    en="The products are added up; none of them is picked out.",
    zh="各个乘积要加起来，而不是从中挑一个。",
)
