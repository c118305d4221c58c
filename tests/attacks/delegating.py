"""Delegating: attacks that get points by calling the reference.

Follow-through marks a function a second time with correct helpers, which are the reference's functions in the grader's
process. "A correct helper" in the names below is such a helper.
"""

from __future__ import annotations

from typing import Any

from attack import Family

delegating = Family("delegating")
POINTS = "points for a function that the reference answers"


def delegate(name: str, worked: str, on: str, code: str, **more: Any) -> None:
    delegating.attack(name, gain=POINTS, seen="score", worked=worked, on=on, code=code, **more)


IMPORTED = """
    import sys
    sys.path.insert(0, "COURSE/solutions")
    from attacked import {name}
"""
delegate("the reference, imported", "landlock", "double", IMPORTED.format(name="double"))
delegate(
    "the reference, imported when it is called",
    "landlock",
    "scale",
    """
    def scale(x):
        import sys
        sys.path.insert(0, "COURSE/solutions")
        import attacked
        return attacked.scale(x)
    """,
)
delegate(
    "the reference, compiled from the source notebook",
    "landlock",
    "scale",
    """
    import json
    for cell in json.load(open("COURSE/source/attacked/attacked.ipynb"))["cells"]:
        if "def scale" in "".join(cell["source"]):
            exec("".join(cell["source"]))
    """,
)


WITHOUT = "two passes, fresh forks, helper budget, kept places"


def keep_helper(name: str, double: str, quadruple: str) -> None:
    """Register an attack of two cells: `quadruple` keeps the correct helper `double` that follow-through lends it.

    `quadruple` is right and earns its points; `double`, which is asked later, calls what was kept.
    """
    delegate(
        name,
        WITHOUT,
        "double",
        double,
        cells={"quadruple": quadruple},
        earned=("quadruple",),
    )


keep_helper(
    "a correct helper kept in a list",
    double="""
    def double(x):
        return kept[-1](x) if kept else x
    """,
    quadruple="""
    kept = []
    def quadruple(x):
        kept.append(double)
        return double(double(x))
    """,
)
keep_helper(
    "a correct helper kept in __main__",
    double="""
    def double(x):
        return oracle(x)
    double.mine = True
    """,
    quadruple="""
    import __main__
    def quadruple(x):
        if double.__name__ != "double" or not hasattr(double, "mine"):
            __main__.oracle = double
        return double(double(x))
    """,
)
keep_helper(
    "a correct helper that replaces the learner's function",
    double="""
    def double(x):
        return first(x) if first is not double else x
    """,
    quadruple="""
    first = double
    def quadruple(x):
        if double is not first:
            globals()["first"] = double
        return double(double(x))
    """,
)
keep_helper(
    "a correct helper found by the garbage collector",
    double="""
    import gc, types
    def double(x):
        for thing in gc.get_objects():
            if isinstance(thing, types.FunctionType) and thing.__qualname__ == "double" and thing is not double:
                try:
                    return thing(x)
                except Exception:
                    pass
        return x
    """,
    quadruple="""
    import gc
    def quadruple(x):
        return double(double(x))
    """,
)

delegating.never_worked(
    "answers left in a file for the next fork", "follow-through runs last, in forks whose scratch files end with them"
)
delegating.never_worked("the reference of the function under test", "only helpers that the reference calls are replaced")
