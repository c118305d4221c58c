"""q03: which prediction has the largest loss (lecture p9)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "b",
    en="0.5 is undecided, with the loss log 2. To be sure and wrong costs more.",
    zh="0.5 是拿不定主意，损失是 log 2。很有把握却错了，损失更大。",
)
q03.wrong(
    "c",
    en="With the label 1, a prediction near 1 has a small loss.",
    zh="标签是 1 时，接近 1 的预测损失很小。",
)
q03.wrong(
    "d",
    en="This is the nearest to the label, so its loss is the smallest.",
    zh="它离标签最近，所以损失最小。",
)
