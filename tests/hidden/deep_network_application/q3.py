"""q3: the shape of dA1 (lecture p39)."""

from autograder import Question

q3 = Question("q3")
q3.wrong(
    (20, 1),
    en="That is the shape for one image. All 1,200 images are side by side.",
    zh="这是只有一张图像时的形状。1200 张图像是并排放着的。",
)
q3.wrong(
    (20, 64),
    en="That is `dW1`. `dA1` has the shape of `A1`.",
    zh="这是 `dW1`。`dA1` 的形状和 `A1` 相同。",
)
q3.wrong(
    (64, 1200),
    en="That is the input, `A0`. Layer 1 has 20 units.",
    zh="这是输入 `A0`。第 1 层有 20 个单元。",
)
q3.wrong(
    (1200, 20),
    en="It is the other way round: one image is a column.",
    zh="反了：一张图像是一列。",
)
q3.wrong(
    (7, 1200),
    en="That is `dA2`. Count the input as layer 0.",
    zh="这是 `dA2`。输入算第 0 层。",
)
