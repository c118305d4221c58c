"""q8: more data or a larger network (lecture p4)."""

from autograder import Question

q8 = Question("q8", choices="abcd")
q8.wrong(
    "a",
    en="The line without hidden units is nearly level at its right end: more images hardly help it any more.",
    zh="没有隐藏单元的那条线，右端几乎是平的：图像再多，对它也几乎没有帮助。",
)
q8.wrong(
    "c",
    en="All three lines fall from left to right: fewer images never help.",
    zh="三条线从左到右都在下降：减少图像不会有好处。",
)
q8.wrong(
    "d",
    en="A mean says more exactly how good a network is; it makes no network better.",
    zh="平均值只是更准确地说明网络有多好，并不会让网络变好。",
)
