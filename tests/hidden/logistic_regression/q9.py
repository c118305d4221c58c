"""q9: a name that only your kernel knows (lecture p23)."""

from autograder import Question

q9 = Question("q9", choices="abcd")

q9.wrong(
    "a",
    en="Another version of a library could give other numbers; it would not make a name of yours disappear.",
    zh="库的版本不同，可能算出不同的数，但不会让你定义的名字消失。",
)
q9.wrong(
    "b",
    en="The file keeps the cells and what they printed, no names; but running the cells makes the names anew.",
    zh="文件里保存的是单元和输出，确实没有变量；但重新运行单元，变量就会重新产生。",
)
q9.wrong(
    "c",
    en="The grader goes from top to bottom, whatever the numbers in brackets say.",
    zh="评分程序从上到下运行，不管方括号里的编号是多少。",
)
