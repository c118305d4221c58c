"""q6: accuracy on training images and on new ones (lecture p39)."""

from autograder import Question

q6 = Question("q6", choices="abcd")
q6.wrong(
    "a",
    en="Look at your bars: the same network does worse on the test images, though they come from the same collection.",
    zh="看你画的柱状图：同一个网络在测试图像上差一些，尽管它们出自同一批数据。",
)
q6.wrong(
    "b",
    en="Then there are no images left that the network has not seen, and nobody knows how good it really is.",
    zh="那样就没有网络没见过的图像了，谁也不知道它到底有多好。",
)
q6.wrong(
    "d",
    en="It is possible: the network has more than a thousand weights to fit 1,200 images.",
    zh="是可能的：网络有一千多个权重，去拟合 1200 张图像。",
)
