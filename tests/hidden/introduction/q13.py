"""q13: what can it expect (lecture p4)."""

from autograder import Question

q13 = Question("q13", choices="abcd")
q13.wrong(
    "a",
    en="Experience shortens the search; it does not replace the experiments.",
    zh="经验能缩短摸索的过程，但不能代替实验。",
)
q13.wrong(
    "c",
    en="What works best in one field seldom does so in another; CNNs were found for images.",
    zh="在一个领域最好的办法，换一个领域往往不是；CNN 就是为图像找到的。",
)
q13.wrong(
    "d",
    en="Networks differ a lot, as your learning curves show; one has to try.",
    zh="网络之间差别很大，你的学习曲线就说明了这一点；要靠尝试。",
)
