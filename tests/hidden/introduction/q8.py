"""q8: more data or a larger network (lecture p4)."""

from autograder import Question

q8 = Question("q8", choices="abcd")
q8.wrong(
    "a",
    en="All three lines fall from left to right: fewer images never help.",
    zh="三条线从左到右都在下降：减少图像不会有好处。",
)
q8.wrong(
    "c",
    en="A mean only measures more precisely how good a network is; it does not make the network better.",
    zh="平均值只是更准确地衡量网络有多好，并不会让网络变好。",
)
q8.wrong(
    "d",
    en="The line without hidden units is nearly level at its right end: more images hardly help this network.",
    zh="没有隐藏单元的那条线，右端几乎是平的：图像再多，对这个网络也几乎没有帮助。",
)
