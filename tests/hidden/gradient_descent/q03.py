"""q03: what does supervised learning need that a pile of photos alone does no (lecture p3)."""

from autograder import Question

q03 = Question("q03", choices="abcd")
q03.wrong(
    "b",
    en="Examples that differ teach more.",
    zh="有差别的样本能教会更多东西。",
)
q03.wrong(
    "c",
    en="Supervised learning finds the rules itself, from answers.",
    zh="监督学习自己从答案中找规律。",
)
q03.wrong(
    "d",
    en="Even one neuron can learn with supervision.",
    zh="一个神经元也可以做监督学习。",
)
