"""q8: the shape of the gradient of an activation (lecture p39)."""

from autograder import Question

q8 = Question("q8")

q8.wrong(
    (6, 1),
    en="Every example has its own column: nothing has been averaged yet.",
    zh="每个样本有自己的一列：这时还没有取平均。",
)
q8.wrong(
    (50, 6),
    en="Examples are columns: the units come first.",
    zh="样本是列，所以形状里单元数在前。",
)
q8.wrong(
    (6, 3),
    en="That is W of layer 1. The question is about a gradient that has the shape of A of layer 1.",
    zh="那是第 1 层的 W。这里问的形状和第 1 层的 A 一样。",
)
q8.wrong(
    (4, 50),
    en="That is layer 2. The input is layer 0, so layer 1 has 6 units.",
    zh="那是第 2 层。输入是第 0 层，所以第 1 层有 6 个单元。",
)
q8.wrong(
    (3, 50),
    en="That is the input, layer 0. Layer 1 has 6 units.",
    zh="那是输入，第 0 层。第 1 层有 6 个单元。",
)
