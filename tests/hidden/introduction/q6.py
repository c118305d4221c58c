"""q6: the shape of a transposed table (lecture p3)."""

from autograder import Question

q6 = Question("q6")
q6.wrong(
    (500, 3),
    en="That is the original table, with one house in each row. Your function puts one house in each column.",
    zh="这是原来的表，每行一套房子。你的函数会把它变成每列一套房子。",
)
q6.wrong(
    (3,),
    en="That is one house. How many houses are there side by side?",
    zh="这是一套房子。一共有多少套房子并排放着？",
)
q6.wrong(
    (500,),
    en="That is one number for each house. Each house has three.",
    zh="这是每套房子一个数。可是每套房子有三个数。",
)
q6.wrong(
    (1500,),
    en="That puts all the numbers in one row. The array has two axes: features down, houses across.",
    zh="这是把所有的数排成了一行。这个数组有两个轴：竖着是特征，横着是房子。",
)
q6.wrong(
    (1, 500),
    en="That is one number for each house. Each house has three.",
    zh="这是每套房子一个数。可是每套房子有三个数。",
)
