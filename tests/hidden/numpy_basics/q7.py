"""q7: what holds for an array with one axis (lecture p22)."""

from autograder import Question

q7 = Question("q7", choices="abcde")

q7.wrong(
    "a",
    en="a) Transposing reverses the order of the axes; with a single axis nothing changes: `(3,)`.",
    zh="a) 转置是把轴的顺序倒过来；只有一个轴时什么也不变：还是 `(3,)`。",
)
q7.wrong(
    "b",
    en="b) `reshape` gives it a second axis: three rows of one number each.",
    zh="b) `reshape` 给它加上第二个轴：三行，每行一个数。",
)
q7.wrong(
    "c",
    en="c) `v.T` is `v`, and the dot product of two arrays with one axis is a number. A table needs a column times a row.",
    zh="c) `v.T` 就是 `v`，两个一维数组的点积是一个数。要得到表，需要列乘以行。",
)
q7.wrong(
    "d",
    en="d) A column `(3, 1)` meets `(3,)`, which counts as a row `(1, 3)`: both grow.",
    zh="d) 列 `(3, 1)` 遇到 `(3,)`，后者当作行 `(1, 3)`：两边都会扩展。",
)
q7.wrong(
    "e",
    en="e) `(3,)` is not `(3, 1)`: the assertion fails at once, which is its purpose.",
    zh="e) `(3,)` 不等于 `(3, 1)`：断言会立刻报错，这正是它的用处。",
)
