"""q9: what db means in code (lecture p14)."""

from autograder import Question

q9 = Question("q9", choices="abcd")

q9.wrong(
    "a",
    en="The step is -α · db; db itself is the slope.",
    zh="步子是 -α · db；db 本身是斜率。",
)
q9.wrong(
    "c",
    en="That is the slope of a single arrow of the graph. In code, db always means the derivative of the final result, J.",
    zh="那是图中一条边自己的斜率。在代码里，db 总是指最终输出 J 的导数。",
)
q9.wrong(
    "d",
    en="It is the other way round: how J changes when b changes, not how b changes when J does.",
    zh="反了：是 b 变化时 J 怎么变，不是 J 变化时 b 怎么变。",
)
