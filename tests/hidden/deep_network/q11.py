"""q11: the parity of n bits (is the number of ones odd (lecture p40)."""

from autograder import Question

q11 = Question("q11", choices="abcd")
q11.wrong(
    "a",
    en="It can, with enough units: one for each pattern with an odd number of ones.",
    zh="可以，只要单元够多：每种含奇数个 1 的组合一个。",
)
q11.wrong(
    "c",
    en="It is the other way round: a tree of pairs halves the number in each layer.",
    zh="反了：两两配对的树，每层的个数减半。",
)
q11.wrong(
    "d",
    en="With one hidden layer, nearly every pattern of bits needs a unit of its own.",
    zh="只有一个隐藏层时，几乎每种比特组合都要有自己的单元。",
)
