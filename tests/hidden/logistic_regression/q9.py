"""q9: a name that only your kernel knows (lecture p23)."""

from autograder import Question

q9 = Question("q9", choices="abcd")

q9.wrong(
    "a",
    en="The grader runs the cells from top to bottom, whatever the numbers in brackets say.",
    zh="评分程序从上到下运行单元格，不管方括号里的编号是多少。",
)
q9.wrong(
    "c",
    en="Another version of a library could give other numbers; it would not make your names disappear.",
    zh="库的版本不同，可能算出不同的数，但不会让你定义的名字消失。",
)
q9.wrong(
    "d",
    en="The file holds the cells and their output, and indeed no names. But running the cells defines the names again.",
    zh="文件里保存的是单元格和输出，确实没有变量。但重新运行单元格，变量就会重新产生。",
)
