"""q11: why does an rnn, trained by supervised learning, suit translation from (lecture p1)."""

from autograder import Question

q11 = Question("q11", choices="abcd")
q11.wrong(
    "a",
    en="A sentence is read word by word, and an RNN remembers what came before.",
    zh="句子要一个词一个词地读，而 RNN 记得前面读过什么。",
)
q11.wrong(
    "b",
    en="How many weights an RNN has is its designer's choice; it is made for sequences, not for speed.",
    zh="RNN 有多少权重由设计者决定；它是为序列设计的，不是为了快。",
)
q11.wrong(
    "c",
    en="Supervised learning needs inputs with their right answers; translated sentences are just that.",
    zh="监督学习需要输入和对应的正确答案，翻译好的句子正是这样的数据。",
)
q11.wrong(
    "d",
    en="That describes a CNN, which is made for images.",
    zh="这说的是 CNN，它是为图像设计的。",
)
