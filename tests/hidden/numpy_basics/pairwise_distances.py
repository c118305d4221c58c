"""pairwise_distances: the distances between the columns of two arrays (stretch, lecture p21)."""

import numpy as np

from autograder import Exercise

pairwise_distances = Exercise(
    "pairwise_distances", shares={"values": 0.8, "shapes": 0.05, "edge cases": 0.1, "arguments unchanged": 0.05}
)


def two_sets(rng, n, m, k):
    """Draw two sets that are apart: one has negative first features, the other positive ones."""
    A, B = rng.normal(size=(n, m)), rng.normal(size=(n, k))
    A[0], B[0] = -1 - np.abs(A[0]), 1 + np.abs(B[0])
    return dict(A=A, B=B)


@pairwise_distances.inputs
def sets_of_different_sizes(rng):
    n, m, k = (int(size) for size in rng.permutation([2, 3, 4, 5])[:3])
    return two_sets(rng, n, m, k)


@pairwise_distances.inputs(draws=2)
def as_many_of_both(rng):
    """Draw two sets with as many columns as features, so that a wrong order of axes raises no error."""
    n = int(rng.integers(2, 5))
    return two_sets(rng, n, n, n)


@pairwise_distances.inputs(draws=3)
def one_size(rng):
    """Draw equal sizes each time, so that an answer from memory is the answer to other numbers."""
    return two_sets(rng, 3, 2, 4)


@pairwise_distances.contract
def no_two_columns_are_equal(A, B):
    """Exclude distances near 0, where the square root magnifies the rounding errors of the expanded square."""
    return np.all(np.sum((A[:, :, np.newaxis] - B[:, np.newaxis, :]) ** 2, axis=0) > 1e-3)


pairwise_distances.edge("one column each", dict(A=np.array([[0.5], [1.0], [2.0]]), B=np.array([[2.5], [-1.0], [3.0]])))
pairwise_distances.edge("one feature", dict(A=np.array([[0.5, -2.0]]), B=np.array([[2.5, 1.0, -7.0]])))
pairwise_distances.edge("whole numbers", dict(A=np.array([[0, 3, 1], [0, 4, 2]]), B=np.array([[6, -3], [8, 4]])))

DIFFERENCES = "A[:, :, np.newaxis] - B[:, np.newaxis, :]"
RESULT = "np.sqrt(np.sum(differences ** 2, axis=0))"

pairwise_distances.mistake(
    "transposed",
    change=(DIFFERENCES, "A[:, np.newaxis, :] - B[:, :, np.newaxis]"),
    hint=dict(
        en="The table is transposed: its rows belong to the columns of A, its columns to those of B, shape `(m, k)`.",
        zh="结果转置了：它的每一行对应 A 的一列，每一列对应 B 的一列，形状是 `(m, k)`。",
    ),
)
pairwise_distances.mistake(
    "root forgotten",
    change=(RESULT, "np.sum(differences ** 2, axis=0)"),
    hint=dict(
        en="These are the squares of the distances; take the square root.",
        zh="这是距离的平方；还要开方。",
    ),
)
pairwise_distances.mistake(
    "absolute differences",
    change=(RESULT, "np.sum(np.abs(differences), axis=0)"),
    hint=dict(
        en="This adds up absolute differences; the Euclidean distance is the square root of the sum of squares.",
        zh="这里把差的绝对值相加了；欧几里得距离是平方和再开方。",
    ),
)
pairwise_distances.mistake(
    "root of the mean",
    change=(RESULT, "np.sqrt(np.mean(differences ** 2, axis=0))"),
    hint=dict(
        en="The squares are averaged over the features; add them up instead.",
        zh="这里对特征求了平均；应该求和。",
    ),
)
pairwise_distances.mistake(
    "column by column",
    change=(f"differences = {DIFFERENCES}\n    return {RESULT}", "return np.linalg.norm(A - B, axis=0)"),
    hint=dict(
        en="`A - B` pairs the first column with the first, and so on, and fails when the numbers of columns differ. "
        "Pair every column of A with every column of B.",
        zh="`A - B` 只是第一列减第一列，依此类推，列数不同还会报错。A 的每一列都要和 B 的每一列配对。",
    ),
)
pairwise_distances.mistake(
    "summed over the wrong axis",
    change=(RESULT, "np.sqrt(np.sum(differences ** 2, axis=1))"),
    hint=dict(
        en="Sum over the features, the first of the three axes: `axis=0`.",
        zh="求和要沿特征那个轴，也就是三个轴里的第一个：`axis=0`。",
    ),
)
pairwise_distances.mistake(
    "summed over the columns of B",
    change=(RESULT, "np.sqrt(np.sum(differences ** 2, axis=2))"),
    hint=dict(
        en="Sum over the features, the first of the three axes: `axis=0`.",
        zh="求和要沿特征那个轴，也就是三个轴里的第一个：`axis=0`。",
    ),
)
pairwise_distances.mistake(
    "dot products",
    change=(f"differences = {DIFFERENCES}\n    return {RESULT}", "return np.dot(A.T, B)"),
    hint=dict(
        en="These are the dot products of all pairs, not their distances. "
        "(You can build the distances from them: |a - b|² = |a|² - 2 a·b + |b|².)",
        zh="这是两两之间的点积，不是距离。（也可以由点积得到距离：|a - b|² = |a|² - 2 a·b + |b|²。）",
    ),
)
pairwise_distances.mistake(
    "rows instead of columns",
    change=(
        f"differences = {DIFFERENCES}\n    return {RESULT}",
        "return np.sqrt(np.sum((A[:, np.newaxis, :] - B[np.newaxis, :, :]) ** 2, axis=2))",
    ),
    hint=dict(
        en="These are the distances between rows; an example is a column of A or B.",
        zh="这里算的是行与行之间的距离；一个样本是 A 或 B 的一列。",
    ),
)

pairwise_distances.variant("by the norm", change=(RESULT, "np.linalg.norm(differences, axis=0)"))
pairwise_distances.variant(
    "loops",
    code="""
    def pairwise_distances(A, B):
        result = np.zeros((A.shape[1], B.shape[1]))
        for i in range(A.shape[1]):
            for j in range(B.shape[1]):
                result[i, j] = np.linalg.norm(A[:, i] - B[:, j])
        return result
    """,
)
pairwise_distances.variant(
    "the square expanded",
    code="""
    def pairwise_distances(A, B):
        squares = (A * A).sum(0)[:, None] - 2 * A.T @ B + (B * B).sum(0)[None, :]
        return np.sqrt(np.maximum(squares, 0))
    """,
)
