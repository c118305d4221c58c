"""q5: what supervised learning needs (lecture p3)."""

from autograder import Question

q5 = Question("q5", choices="abcd")
q5.wrong(
    "b",
    en="Without answers the network has nothing to compare its guesses with. Supervised learning needs the answer for every "
    "example.",
    zh="没有答案，网络就没有东西可以对照。监督学习需要每个样本的答案。",
)
q5.wrong(
    "c",
    en="Then the network would only learn to call every leaf ill. It needs examples with both answers.",
    zh="那样网络只会学到：对每片叶子都说“有病”。两种答案的样本都需要。",
)
q5.wrong(
    "d",
    en="That is how it was done before. Supervised learning finds its own rules, from examples with answers.",
    zh="这是以前的做法。监督学习从带答案的样本中自己找规律。",
)
