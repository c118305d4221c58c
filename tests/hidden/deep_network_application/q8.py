"""q8: hyperparameters (lecture p36)."""

from autograder import Question

q8 = Question("q8", choices="abcde")
q8.wrong(
    "a",
    en="The weights W are learned: gradient descent changes them in every step.",
    zh="权重 W 是学出来的：梯度下降每一步都在改变它。",
)
q8.wrong(
    "b",
    en="Nothing in the training changes the learning rate; you chose it.",
    zh="训练过程不会改变学习率；它是你选的。",
)
q8.wrong(
    "c",
    en="`layers_dims` sets the number of layers before the training begins; you chose it.",
    zh="层数在训练开始之前就写在 `layers_dims` 里；它是你选的。",
)
q8.wrong(
    "d",
    en="The biases b are learned, just as the weights are.",
    zh="偏置 b 和权重一样，是学出来的。",
)
q8.wrong(
    "e",
    en="You chose the number of iterations before the training began.",
    zh="迭代多少次，是你在训练之前定好的。",
)
