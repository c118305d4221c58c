"""image2vector: one image as a column (lecture p7)."""

import numpy as np

from autograder import Exercise

image2vector = Exercise(
    "image2vector", also=("image_to_vector",), shares={"values": 0.8, "edge cases": 0.1, "arguments unchanged": 0.1}
)


@image2vector.inputs
def image_in_colour(rng):
    """Draw an image whose three axes all differ in length, so that each order of the axes gives another result."""
    height, width = rng.permutation([2, 4, 5])[:2]
    return dict(image=rng.uniform(0, 255, size=(height, width, 3)))


@image2vector.contract
def no_axis_is_like_another(image):
    return image.size < 2 or image.shape[2] == 1 or len(set(image.shape)) == 3


image2vector.edge("one colour", dict(image=np.array([[[0.5], [0.25], [0.75]], [[0.1], [0.2], [0.3]]])))
image2vector.edge("one pixel of one colour", dict(image=np.array([[[0.5]]])))
image2vector.edge("whole numbers", dict(image=np.arange(2 * 4 * 3)[::-1].reshape(2, 4, 3)))


@image2vector.wide
def images_of_all_sizes(rng):
    return dict(image=10 ** rng.uniform(-6, 3) * rng.normal(size=rng.integers(1, 13, size=3)))


image2vector.equivalent("1 -> 2", reason="NumPy infers a length given as -2 just as it infers one given as -1")

BODY = "image.reshape(-1, 1)"

image2vector.mistake(
    "row instead of column",
    change=(BODY, "image.reshape(1, -1)"),
    hint=dict(
        en="`(1, n)` is a row. An example is a column with n rows: `(n, 1)`.",
        zh="`(1, n)` 是行向量。一个样本是 n 行 1 列的列向量：`(n, 1)`。",
    ),
)
image2vector.mistake(
    "only one axis",
    change=(BODY, "image.flatten()"),
    hint=dict(
        en="This has shape `(n,)`, neither row nor column; a column has shape `(n, 1)`.",
        zh="这个数组的形状是 `(n,)`，既不是行也不是列；列向量的形状是 `(n, 1)`。",
    ),
)
image2vector.mistake(
    "one column for each colour",
    change=(BODY, "image.reshape(-1, image.shape[2])"),
    hint=dict(
        en="All the numbers of the image belong in one column, including all three colours: `(h * w * c, 1)`.",
        zh="图像的所有数都放进同一列，三种颜色也不例外：`(h * w * c, 1)`。",
    ),
)
image2vector.mistake(
    "one colour alone",
    change=(BODY, "image[:, :, 0].reshape(-1, 1)"),
    hint=dict(
        en="This takes the first colour and drops the others; the column should have `h * w * c` entries.",
        zh="这里只取了第一种颜色，其余的丢掉了；列向量应该有 `h * w * c` 个数。",
    ),
)
image2vector.mistake(
    "colours added up",
    change=(BODY, "np.sum(image, axis=2).reshape(-1, 1)"),
    hint=dict(
        en="The colours of each pixel are added up to one number; keep every colour.",
        zh="这里把每个像素的颜色加成了一个数；每种颜色都要保留。",
    ),
)
image2vector.mistake(
    "colour by colour",
    change=(BODY, "image.transpose(2, 0, 1).reshape(-1, 1)"),
    hint=dict(
        en="All red values come first here. Keep the colours of a pixel together: `reshape` alone gives this order.",
        zh="这里先排了所有的红色值。同一个像素的几种颜色要排在一起：直接用 `reshape` 就是这个顺序。",
    ),
)
image2vector.mistake(
    "column by column",
    change=(BODY, 'image.reshape(-1, 1, order="F")'),
    hint=dict(
        en='The numbers are read column by column (`order="F"`, or a transpose before); read them row by row.',
        zh='这里是按列取数的（`order="F"`，或者先做了转置）；请一行一行地取。',
    ),
)
image2vector.mistake(
    "height and width exchanged",
    change=(BODY, "image.transpose(1, 0, 2).reshape(-1, 1)"),
    hint=dict(
        en="Height and width were exchanged first. Read the image row by row: the height stays the first axis.",
        zh="高度和宽度先被对调了。应该一行一行地取：高度仍然是第一个轴。",
    ),
)
image2vector.mistake(
    "shape of the input overwritten",
    change=(f"return {BODY}", "image.shape = (image.size, 1)\n    return image"),
    hint=dict(
        en="Assigning to `image.shape` changes the caller's image; `image.reshape(…)` leaves it alone.",
        zh="给 `image.shape` 赋值会改掉调用者的图像；`image.reshape(…)` 不会。",
    ),
)

image2vector.variant(
    "by the product of the lengths", change=(BODY, "image.reshape(image.shape[0] * image.shape[1] * image.shape[2], 1)")
)
image2vector.variant("flattened, then a new axis", change=(BODY, "np.ravel(image)[:, np.newaxis]"))
image2vector.variant(
    "loops",
    code="""
    def image2vector(image):
        v = []
        for row in image:
            for pixel in row:
                for colour in pixel:
                    v.append([colour])
        return np.array(v)
    """,
)
