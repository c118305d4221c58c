"""q10: why speed matters (lecture p4)."""

from autograder import Question

q10 = Question("q10", choices="abcd")
q10.wrong(
    "a",
    en="One training run gives the same result, however long it takes. Think about what you can do with the time you save.",
    zh="一次训练的结果是一样的，与花了多长时间无关。想一想省下来的时间可以做什么。",
)
q10.wrong(
    "b",
    en="How much data a network needs does not depend on the speed of the processor.",
    zh="网络需要多少数据，与处理器的速度无关。",
)
q10.wrong(
    "c",
    en="One training run does give the same result. But if you wait only an hour for it, you can try a new idea every hour.",
    zh="一次训练的结果确实一样。但如果只用等一小时，每小时就能试一个新主意。",
)
