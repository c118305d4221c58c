"""q1: which network for an image (lecture p1)."""

from autograder import Question

q1 = Question("q1", choices="abcd")
q1.wrong(
    "a",
    en="It can be done, but a standard network has to learn each place of the image anew; a CNN looks for the same small "
    "pattern everywhere.",
    zh="这样也能做，但标准网络要在图像的每个位置重新学一遍；CNN 会在各处寻找同样的小图案。",
)
q1.wrong(
    "c",
    en="A recurrent network is for sequences, where one element comes after the other. What matters in a photo is what lies "
    "side by side.",
    zh="循环神经网络用于序列，元素有先后次序。照片里重要的是哪些东西挨在一起。",
)
q1.wrong(
    "d",
    en="That was tried for decades, with poor results: nobody can write down by rules what a cat looks like.",
    zh="这样的办法试了几十年，效果很差：谁也没法用规则写清楚猫长什么样。",
)
