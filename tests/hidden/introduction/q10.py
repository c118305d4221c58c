"""q10: why speed matters (lecture p4)."""

from autograder import Question

q10 = Question("q10", choices="abcd")
q10.wrong(
    "b",
    en="The result of one training is the same, however long it took. Think of what you do with the time that you gain.",
    zh="一次训练的结果是一样的，与花了多长时间无关。想一想省下来的时间可以做什么。",
)
q10.wrong(
    "c",
    en="How much data a network needs does not depend on the speed of the processor.",
    zh="网络需要多少数据，与处理器的速度无关。",
)
q10.wrong(
    "d",
    en="The result of one training is the same. But who waits an hour tries something new every hour.",
    zh="一次训练的结果确实一样。但只等一小时的人，每小时都能试一个新主意。",
)
