"""q4: structured or not (lecture p3)."""

from autograder import Question

q4 = Question("q4", choices="abcde")
q4.wrong(
    "a",
    en="Every column of the list has a meaning, such as age: that is structured.",
    zh="表里每一列都有明确的含义，比如年龄：这是结构化数据。",
)
q4.wrong(
    "b",
    en="A recording is a long row of numbers, and a single number means nothing by itself: that is unstructured.",
    zh="录音是一长串数，单独一个数本身没有含义：这是非结构化数据。",
)
q4.wrong(
    "c",
    en="Free text has no columns: that is unstructured, even if it is about products in a table.",
    zh="自由书写的文字没有列：这是非结构化数据，哪怕写的是表里的商品。",
)
q4.wrong(
    "d",
    en="Each entry of the log has the same columns, each with a meaning: that is structured.",
    zh="日志的每一条都有同样的几列，每列都有含义：这是结构化数据。",
)
q4.wrong(
    "e",
    en="An image is a grid of pixels, and a single pixel means nothing by itself: that is unstructured.",
    zh="图像是一片像素，单独一个像素本身没有含义：这是非结构化数据。",
)
