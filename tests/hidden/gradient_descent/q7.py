"""q7: d and ∂ (lecture p10)."""

from autograder import Question

q7 = Question("q7", choices="abcd")

q7.wrong(
    "a",
    en="The number of examples does not matter; what matters is how many variables J has.",
    zh="和样本数没有关系；要看 J 有几个变量。",
)
q7.wrong(
    "b",
    en="Both are slopes and follow the same rules; ∂ only says that the other variables are held fixed.",
    zh="两者都是斜率，求法也一样；∂ 只是说明求导时其他变量保持不变。",
)
q7.wrong(
    "c",
    en="A measured slope is written like the exact one. Which sign to use depends on how many variables there are.",
    zh="量出来的斜率和精确的斜率写法相同。用哪个符号，要看有几个变量。",
)
