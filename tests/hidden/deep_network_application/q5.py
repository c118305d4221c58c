"""q5: weights of zero (lecture p35)."""

from autograder import Question

q5 = Question("q5", choices="abcd")
q5.wrong(
    "a",
    en="To tell one image from another, some information has to get through. What is W1 X for W1 = 0?",
    zh="要区分不同的图像，图像的信息总得传过去。W1 = 0 时 W1 X 是什么？",
)
q5.wrong(
    "b",
    en="The gradients are products with zeros, so they are not infinite.",
    zh="梯度都是与零的乘积，不会是无穷大。",
)
q5.wrong(
    "c",
    en="Write down A1 for W1 = 0, and then dW2 and dW1: what is there to learn from?",
    zh="取 W1 = 0，写出 A1，再写出 dW2 和 dW1：还有什么可以学的？",
)
