"""q9: a bias with one axis (lecture p39)."""

from autograder import Question

q9 = Question("q9", choices="abcd")

q9.wrong(
    "a",
    en="Broadcasting adds a missing axis on the left, (1, 4), and stretches it to (4, 4); the result stays (4, 4).",
    zh="广播会在左边补一个轴，变成 (1, 4)，再拉伸成 (4, 4)；结果的形状还是 (4, 4)。",
)
q9.wrong(
    "b",
    en="Try it: `np.zeros((4, 4)) + np.arange(4.0)`. The numbers go across each row, not down a column.",
    zh="试一试：`np.zeros((4, 4)) + np.arange(4.0)`。这些数在每一行里横着排，而不是竖着排。",
)
q9.wrong(
    "c",
    en="With another number of examples it would. Shapes are compared from the right: 4 columns and 4 numbers fit.",
    zh="样本数不是 4 的话就会报错。形状是从右边开始比较的：4 列对 4 个数，正好对得上。",
)
