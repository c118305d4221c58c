"""q1: the shape of a training set of photographs (lecture p7)."""

from autograder import Question

q1 = Question("q1")

q1.wrong(
    (500, 3072),
    en="Here each photograph is a row. In these lectures an example is a column, so the number of features comes first, "
    "then the number of examples.",
    zh="这样每张照片是一行。在这些课里，样本是列，所以先写特征数，再写样本数。",
)
q1.wrong(
    (1024, 500),
    en="That is one number for each pixel. A colour photograph has three: red, green and blue.",
    zh="这是每个像素一个数。彩色照片每个像素有三个数：红、绿、蓝。",
)
q1.wrong(
    (500, 1024),
    en="Examples are columns, and each pixel has three numbers, one for each colour.",
    zh="样本是列，而且每个像素有三个数，每种颜色一个。",
)
q1.wrong(
    (3072, 1),
    en="That is the column of one photograph. X holds all of them side by side.",
    zh="这是一张照片的列向量。X 把所有照片并排放在一起。",
)
q1.wrong(
    (3072,),
    en="That is only one photograph, with only one axis. X has two axes: features and examples.",
    zh="这只是一张照片，而且只有一个轴。X 有两个轴：特征和样本。",
)
q1.wrong(
    (500, 32, 32, 3),
    en="That is the shape before flattening. X has only two axes: features and examples.",
    zh="这是展平之前的形状。X 只有两个轴：特征和样本。",
)
q1.wrong(
    (3, 500),
    en="n_x counts all the numbers of a photograph, not only its colours: height times width times colours.",
    zh="n_x 是一张照片里所有数的个数，不只是颜色数：高乘宽乘颜色数。",
)
