"""q3: the shape of a mean that keeps its axis (lecture p21)."""

from autograder import Question

q3 = Question("q3")

q3.wrong(
    (784,),
    en="That is the shape without `keepdims=True`. With it, the averaged axis stays, with length 1.",
    zh="这是不写 `keepdims=True` 时的形状。写了它，求平均的那个轴会保留下来，长度为 1。",
)
q3.wrong(
    (1, 60),
    en="That would be `axis=0`, one mean for each image. "
    "`axis=1` is the axis of the images, so the mean is taken over all images.",
    zh="那是 `axis=0`，每张图一个均值。`axis=1` 是图像那个轴，所以是对所有图像取平均。",
)
q3.wrong(
    (60,),
    en="`axis=1` is the axis that is averaged, of length 60; the other axis keeps its full length.",
    zh="`axis=1` 指的是求平均的那个轴，长度为 60；完整保留的是另一个轴。",
)
q3.wrong(
    (784, 60),
    en="A mean combines numbers: the axis of length 60 shrinks to length 1.",
    zh="求平均会把数合并起来：长度为 60 的轴缩成了 1。",
)
q3.wrong(
    (60, 1),
    en="The axes keep their places: the first has length 784 as before, the second shrinks to 1.",
    zh="轴的位置不变：第一个轴还是 784，第二个轴缩成 1。",
)
