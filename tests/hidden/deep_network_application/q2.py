"""q2: the shape of W2 (lecture p39)."""

from autograder import Question

q2 = Question("q2")
q2.wrong(
    (20, 7),
    en="It is the other way round: `W2` has a row for each unit of layer 2 and a column for each unit of layer 1.",
    zh="反了：在 `W2` 里，第 2 层每个单元一行，第 1 层每个单元一列。",
)
q2.wrong(
    (20, 64),
    en="That is `W1`, between the input and layer 1.",
    zh="这是 `W1`，在输入和第 1 层之间。",
)
q2.wrong(
    (5, 7),
    en="That is `W3`. Count the input as layer 0.",
    zh="这是 `W3`。输入算第 0 层。",
)
q2.wrong(
    (7, 1),
    en="That is the bias `b2`.",
    zh="这是偏置 `b2`。",
)
q2.wrong(
    (7, 1200),
    en="That is `A2`, for all images. The weights do not depend on how many images there are.",
    zh="这是对所有图像的 `A2`。权重与图像的张数无关。",
)
