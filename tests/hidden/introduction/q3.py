"""q3: what hidden units stand for (lecture p2)."""

from autograder import Question

q3 = Question("q3", choices="abcd")
q3.wrong(
    "a",
    en="No unit has a fixed meaning. "
    "If you train again from another random start, another unit may take this role, or none at all.",
    zh="没有哪个单元的含义是固定的。换一个随机的起点再训练，担任这个角色的可能是另一个单元，也可能一个都没有。",
)
q3.wrong(
    "b",
    en="In a standard network every hidden unit is connected to all inputs. "
    "If it needs only two of them, training finds that out.",
    zh="在标准网络里，每个隐藏单元都与所有输入相连。如果它只需要其中两个，训练会发现这一点。",
)
q3.wrong(
    "c",
    en="The training data contain only the inputs and the prices. The network has to find what lies between by itself.",
    zh="训练数据里只有输入和价格。中间的东西要网络自己去找。",
)
