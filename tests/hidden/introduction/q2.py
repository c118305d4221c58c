"""q2: which data are sequences (lecture p1)."""

from autograder import Question

q2 = Question("q2", choices="abcde")
q2.wrong(
    "a",
    en="Sound comes one moment after the other: that is a sequence.",
    zh="声音一个时刻接着一个时刻：这是序列。",
)
q2.wrong(
    "b",
    en="These are three features; you could list them in any other order, and nothing would be lost. So it is no sequence.",
    zh="这是三个特征，换一种排列顺序，什么也不会丢失。所以它不是序列。",
)
q2.wrong(
    "c",
    en="A text is one word after the other, and the order carries meaning: that is a sequence.",
    zh="文本是一个词接一个词，顺序带有含义：这是序列。",
)
q2.wrong(
    "d",
    en="A picture has no before and after; it is a plane of pixels, the field of CNNs.",
    zh="图像没有先后，它是一个像素平面，是 CNN 的领域。",
)
q2.wrong(
    "e",
    en="Hour after hour, in order of time: that is a sequence.",
    zh="一小时接一小时，按时间排列：这是序列。",
)
