"""q1: which network for an image (lecture p1)."""

from autograder import Question

q1 = Question("q1", choices="abcd")
q1.wrong(
    "b",
    en="People tried this for decades, with poor results: nobody can write down rules for what a cat looks like.",
    zh="这样的办法试了几十年，效果很差：谁也没法用规则写清楚猫长什么样。",
)
q1.wrong(
    "c",
    en="A recurrent network is for sequences, whose elements follow one another. "
    "In a photo it matters which things are next to each other.",
    zh="循环神经网络用于序列，元素有先后次序。照片里重要的是哪些东西挨在一起。",
)
q1.wrong(
    "d",
    en="This can work, but a standard network has to learn the same pattern again for every place in the image. "
    "A CNN looks for the same small patterns everywhere.",
    zh="这样也能做，但标准神经网络要在图像的每个位置把同一个图案重新学一遍。CNN 会在各处寻找同样的小图案。",
)
