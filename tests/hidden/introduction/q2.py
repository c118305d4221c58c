"""q2: which data are sequences (lecture p1)."""

from autograder import Question

q2 = Question("q2", choices="abcde")
q2.wrong(
    "a",
    en="Sound is one moment after another: that is a sequence.",
    zh="声音一个时刻接着一个时刻：这是序列。",
)
q2.wrong(
    "b",
    en="These are three features. You could list them in any order without losing anything, so they are not a sequence.",
    zh="这是三个特征，换一种排列顺序，什么也不会丢失。所以这不是序列。",
)
q2.wrong(
    "c",
    en="A text is one word after another, and their order carries meaning: that is a sequence.",
    zh="文本是一个词接一个词，顺序带有含义：这是序列。",
)
q2.wrong(
    "d",
    en="A picture has no before and after. It is a grid of pixels, which is what CNNs are for.",
    zh="图像没有先后之分。它是由像素排成的平面，适合用 CNN。",
)
q2.wrong(
    "e",
    en="The values follow one another, hour by hour: that is a sequence.",
    zh="气温一小时接一小时，按时间排列：这是序列。",
)
