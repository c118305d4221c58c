"""q13: how far does the comparison of a neural network with the brain carry (lecture p43)."""

from autograder import Question

q13 = Question("q13", choices="abcd")
q13.wrong(
    "a",
    en="Nobody knows whether the brain has anything like back-propagation.",
    zh="没有人知道大脑里有没有类似反向传播的东西。",
)
q13.wrong(
    "b",
    en="The first networks were inspired by nerve cells; only the likeness is loose.",
    zh="最早的网络正是受神经细胞启发的；只是相像得很松散。",
)
q13.wrong(
    "c",
    en="A neuron is far more complicated; even specialists do not know fully what one computes.",
    zh="神经元复杂得多；连专家也不完全清楚一个神经元在算什么。",
)
