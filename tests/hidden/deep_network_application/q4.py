"""q4: which loops stay (lecture p38)."""

from autograder import Question

q4 = Question("q4", choices="abcd")
q4.wrong(
    "a",
    en="All images are side by side in X, and one matrix product handles them all: there is no loop over images.",
    zh="所有图像并排放在 X 里，一次矩阵乘法全部处理完：没有对图像的循环。",
)
q4.wrong(
    "b",
    en="A layer needs the result of the layer before, so the layers come one after the other: that loop stays.",
    zh="每一层都要用前一层的结果，只能一层接一层：这个循环去不掉。",
)
q4.wrong(
    "c",
    en="Each step begins where the last one ended: that loop stays.",
    zh="每一步都从上一步结束的地方开始：这个循环去不掉。",
)
q4.wrong(
    "d",
    en="The units of a layer are the rows of W, and the matrix product handles them all at once.",
    zh="一层的各个单元就是 W 的各行，矩阵乘法一次全部处理完。",
)
