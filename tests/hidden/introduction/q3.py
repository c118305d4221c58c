"""q3: what hidden units stand for (lecture p2)."""

from autograder import Question

q3 = Question("q3", choices="abcd")
q3.wrong(
    "a",
    en="Only the inputs and the prices are given. What lies between, the network has to find itself.",
    zh="给出的只有输入和价格。中间的东西要网络自己去找。",
)
q3.wrong(
    "b",
    en="In a standard network every hidden unit is connected to all inputs. That it needs only two of them is for training "
    "to find out.",
    zh="在标准网络里，每个隐藏单元都与所有输入相连。它其实只需要其中两个，这要由训练来发现。",
)
q3.wrong(
    "d",
    en="No unit has a fixed meaning. Train again from another random start, and another unit may take this part, or none.",
    zh="没有哪个单元的含义是固定的。换一个随机的起点再训练，可能由另一个单元担任这个角色，也可能一个都没有。",
)
