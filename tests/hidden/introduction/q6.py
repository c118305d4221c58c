"""q6: the shape of a table turned over (lecture p3)."""

from autograder import Question

q6 = Question("q6")
q6.wrong(
    (500, 3),
    en="That is the table as it was, one house a row. Your function makes one house a column.",
    zh="这是原来的表，每行一套房子。你的函数会让每列是一套房子。",
)
q6.wrong(
    (3,),
    en="That is one house. How many of them stand side by side?",
    zh="这是一套房子。有多少套并排放着？",
)
q6.wrong(
    (500,),
    en="That is one number for each house. There are three.",
    zh="这是每套房子一个数。可是每套房子有三个数。",
)
q6.wrong(
    (1500,),
    en="That is all numbers in one row. The array has two axes: features down, houses across.",
    zh="这是所有的数排成一行。这个数组有两个轴：竖着是特征，横着是房子。",
)
q6.wrong(
    (1, 500),
    en="That is one number for each house. There are three.",
    zh="这是每套房子一个数。可是每套房子有三个数。",
)
