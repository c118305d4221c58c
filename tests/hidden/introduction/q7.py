"""q7: with little data (lecture p4)."""

from autograder import Question

q7 = Question("q7", choices="abcd")
q7.wrong(
    "a",
    en="Look at the height of the lines at 20 images: about a quarter of the answers are wrong. "
    "A coin would be wrong half the time.",
    zh="看三条线在 20 张图像处的高度：大约错四分之一。抛硬币会错一半。",
)
q7.wrong(
    "b",
    en="Look at the dots at 20 images: the repeats of the forty-unit network lie far apart, and so do those of the other "
    "two networks. Compared with that, the lines hardly differ.",
    zh="看 20 张图像处的小点：四十个单元的网络，各次重复相差很远，另外两个网络也一样。与此相比，三条线几乎没有差别。",
)
q7.wrong(
    "d",
    en="Look at the dots at 20 images: the repeats of this network lie far apart. "
    "Compared with that, the lines hardly differ.",
    zh="看 20 张图像处的小点：这个网络的各次重复相差很远。与此相比，三条线几乎没有差别。",
)
