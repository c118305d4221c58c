"""flatten_batch: many images as the columns of X (lecture p7)."""

import numpy as np

from autograder import Exercise

flatten_batch = Exercise("flatten_batch", shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1})


@flatten_batch.inputs
def images_in_colour(rng):
    """Draw images whose four axes all differ in length, so that exchanged axes show in the result."""
    height, width = rng.permutation([2, 4])
    return dict(images=rng.uniform(0, 255, size=(int(rng.integers(5, 7)), height, width, 3)))


@flatten_batch.inputs(draws=2)
def two_images(rng):
    height, width = rng.permutation([4, 5])
    return dict(images=rng.uniform(0, 255, size=(2, height, width, 3)))


@flatten_batch.contract
def no_axis_is_like_another(images):
    return len(set(images.shape)) == 4 or images.shape[0] == 1 or images.shape[3] == 1


flatten_batch.edge("one image", dict(images=np.arange(12.0).reshape(1, 2, 2, 3)))
flatten_batch.edge("one colour", dict(images=np.arange(18.0)[::-1].reshape(3, 2, 3, 1)))
flatten_batch.edge("whole numbers", dict(images=np.arange(5 * 2 * 4 * 3).reshape(5, 2, 4, 3)))


@flatten_batch.wide
def images_of_all_sizes(rng):
    return dict(images=10 ** rng.uniform(-6, 3) * rng.normal(size=rng.integers(1, 13, size=4)))


flatten_batch.equivalent("1 -> 2", reason="NumPy infers a length given as -2 just as it infers one given as -1")

BODY = "images.reshape(images.shape[0], -1).T"

flatten_batch.mistake(
    "numbers of all images in each column",
    change=(BODY, "images.reshape(-1, images.shape[0])"),
    hint=dict(
        en="The shape is right, but every column mixes numbers of all images. "
        "Make each image one row first, `reshape(m, -1)`, then transpose.",
        zh="形状对了，但每一列里混着所有图像的数。先把每张图像变成一行，`reshape(m, -1)`，再转置。",
    ),
)
flatten_batch.mistake(
    "examples in rows",
    change=(BODY, "images.reshape(images.shape[0], -1)"),
    hint=dict(
        en="Here each image is a row; an example should be a column: transpose.",
        zh="这里每张图像是一行；样本应该是列：要转置。",
    ),
)
flatten_batch.mistake(
    "all images in one column",
    change=(BODY, "images.reshape(-1, 1)"),
    hint=dict(
        en="All images are in one column; each image needs its own column: shape `(h * w * c, m)`.",
        zh="所有图像都放进了同一列；每张图像应该各占一列：形状 `(h * w * c, m)`。",
    ),
)
flatten_batch.mistake(
    "first image alone",
    change=(BODY, "images[0].reshape(-1, 1)"),
    hint=dict(
        en="Only the first image is there; the result should have one column for each image.",
        zh="这里只有第一张图像；结果的列数应该等于图像的张数。",
    ),
)
flatten_batch.mistake(
    "one colour alone",
    change=(BODY, "images[:, :, :, 0].reshape(images.shape[0], -1).T"),
    hint=dict(
        en="This takes the first colour and drops the others; a column should have `h * w * c` entries.",
        zh="这里只取了第一种颜色，其余的丢掉了；每一列应该有 `h * w * c` 个数。",
    ),
)
flatten_batch.mistake(
    "transposed before it is reshaped",
    change=(BODY, "images.T.reshape(-1, images.shape[0])"),
    hint=dict(
        en="Each column is an image, but its numbers are not in the order of `image2vector`, because `.T` reversed all "
        "four axes. Reshape first, then transpose.",
        zh="每一列确实是一张图像，但数的顺序和 `image2vector` 不同，因为 `.T` 把四个轴全部倒了过来。先 reshape，再转置。",
    ),
)
flatten_batch.mistake(
    "colour by colour",
    change=(BODY, "images.transpose(0, 3, 1, 2).reshape(images.shape[0], -1).T"),
    hint=dict(
        en="All red values come first here; `image2vector` keeps the colours of a pixel together. Use the same order.",
        zh="这里先排了所有的红色值；在 `image2vector` 里，同一个像素的几种颜色排在一起。两处的顺序要一致。",
    ),
)
flatten_batch.mistake(
    "last axis kept",
    change=(BODY, "images.reshape(-1, images.shape[3])"),
    hint=dict(
        en="There is one column for each colour here; there should be one for each image.",
        zh="这里每种颜色一列；应该是每张图像一列。",
    ),
)
flatten_batch.mistake(
    "images in reverse order",
    change=(BODY, "images[::-1].reshape(images.shape[0], -1).T"),
    hint=dict(
        en="The columns are in reverse order: column i should be image i.",
        zh="列的顺序反了：第 i 列应该是第 i 张图像。",
    ),
)

flatten_batch.variant(
    "all but the first axis to the front", change=(BODY, "np.moveaxis(images, 0, -1).reshape(-1, len(images))")
)
flatten_batch.variant(
    "columns side by side",
    code="""
    def flatten_batch(images):
        return np.hstack([image2vector(image) for image in images])
    """,
)
flatten_batch.variant(
    "a column at a time",
    code="""
    def flatten_batch(images):
        m, h, w, c = images.shape
        X = np.zeros((h * w * c, m))
        for i in range(m):
            X[:, i] = images[i].flatten()
        assert X.shape == (h * w * c, m)
        return X
    """,
)
