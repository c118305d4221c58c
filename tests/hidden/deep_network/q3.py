"""q3: the loop that stays (lecture p38)."""

from autograder import Question

q3 = Question("q3", choices="abcd")

q3.wrong(
    "a",
    en="The units of a layer are the rows of W; one matrix product takes care of them all.",
    zh="一层里的单元是 W 的行；一次矩阵乘法就全部算完了。",
)
q3.wrong(
    "c",
    en="Layer 2 cannot begin before layer 1 is done, and their matrices differ in size: this loop cannot be replaced.",
    zh="第 1 层没算完，第 2 层就没法开始，而且各层矩阵的大小不同：这个循环是去不掉的。",
)
q3.wrong(
    "d",
    en="The examples are the columns of A; one matrix product takes care of them all.",
    zh="样本是 A 的列；一次矩阵乘法就全部算完了。",
)
