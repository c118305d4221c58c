"""q02: what is the shape of x, one example a column (lecture p3)."""

from autograder import Question

q02 = Question("q02")
q02.wrong(
    (40, 6),
    en="That is the table itself, one example a row.",
    zh="这是原来的表，每行一个样本。",
)
q02.wrong(
    (6, 1),
    en="That is one example.",
    zh="这是一个样本。",
)
