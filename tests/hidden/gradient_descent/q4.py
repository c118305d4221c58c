"""q4: what is loss and what is cost (lecture p9)."""

from autograder import Question

q4 = Question("q4", choices="abcd")

q4.wrong(
    "a",
    en="The loss takes one prediction and one label: it is about a single example. So a) is true.",
    zh="损失函数只看一个预测和一个标签：它说的是单个样本。所以 a) 对。",
)
q4.wrong(
    "b",
    en="Training makes the mean small; the loss of a single example may well grow while others shrink more. So b) is false.",
    zh="训练让平均值变小；某个样本的损失完全可能变大，只要别的样本降得更多。所以 b) 不对。",
)
q4.wrong(
    "c",
    en="The loss of an example depends on w and b too, through its prediction a = σ(wᵀx + b). So c) is false.",
    zh="一个样本的损失同样取决于 w 和 b，因为预测 a = σ(wᵀx + b)。所以 c) 不对。",
)
q4.wrong(
    "d",
    en="That is how the cost is defined: J is the mean of the m losses. So d) is true.",
    zh="成本函数就是这样定义的：J 是 m 个损失的平均。所以 d) 对。",
)
