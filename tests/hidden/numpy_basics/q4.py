"""q4: a column plus a rank-1 array (lecture p21)."""

from autograder import Question

q4 = Question("q4")

q4.wrong(
    (4, 3),
    en="Shapes are compared from the right, so `(4,)` counts as `(1, 4)`: its 4 numbers lie along the last axis.",
    zh="形状是从右往左比的，所以 `(4,)` 相当于 `(1, 4)`：这 4 个数排在最后一个轴上。",
)
q4.wrong(
    (3, 1),
    en="The axis of length 1 is repeated until it is as long as the other array's axis: 4.",
    zh="长度为 1 的轴会被重复，直到和对方一样长：4。",
)
q4.wrong(
    (4,),
    en="The result has as many axes as the array with more of them: two.",
    zh="结果的轴数和轴更多的那个数组一样：两个轴。",
)
q4.wrong(
    (7,),
    en="`+` does not append; it adds number to number, here every pair of them.",
    zh="`+` 不是拼接，而是数与数相加；这里是两两相加。",
)
q4.wrong(
    (3,),
    en="The result has as many axes as the array with more of them: two.",
    zh="结果的轴数和轴更多的那个数组一样：两个轴。",
)
q4.wrong(
    (1, 4),
    en="The other array has 3 rows: the row of 4 numbers is used for each of them.",
    zh="另一个数组有 3 行：这一行 4 个数对每一行都用一次。",
)
