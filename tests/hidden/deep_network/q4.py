"""q4: what the caches must hold (lecture p37)."""

from autograder import Question

q4 = Question("q4", choices="abcde")

q4.wrong(
    "a",
    en="Z is needed: the slope of the activation is taken there.",
    zh="需要 Z：激活函数的导数要在那里取值。",
)
q4.wrong(
    "b",
    en="The output of the layer before is needed: dW is dZ times its transpose.",
    zh="需要前一层的输出：dW 等于 dZ 乘以它的转置。",
)
q4.wrong(
    "c",
    en="W is needed: its transpose takes dZ to the layer before.",
    zh="需要 W：它的转置把 dZ 传到前一层。",
)
q4.wrong(
    "d",
    en="b occurs in none of the formulas: Z changes with b one to one, whatever b is. (It is cached for tidiness only.)",
    zh="b 没有出现在任何一个公式里：不管它是多少，Z 都随它一比一地变化。（它放在缓存里只是为了整齐。）",
)
q4.wrong(
    "e",
    en="The labels are needed once, for dA of the last layer; after that, dA contains all that matters about them.",
    zh="标签只用一次，就是算最后一层的 dA 时；之后和标签有关的信息都在 dA 里了。",
)
