"""Delegating: let somebody else's right answer stand for one's own."""

from __future__ import annotations

from typing import Any

from attack import Family

delegating = Family("delegating")
POINTS = "points for a function that the reference answers"


def delegated(name: str, worked: str, on: str, code: str, **more: Any) -> None:
    delegating.attack(name, gain=POINTS, seen="score", worked=worked, on=on, code=code, **more)


IMPORTED = """
    import sys
    sys.path.insert(0, "COURSE/solutions")
    from attacked import {name}
"""
delegated("the reference, imported", "landlock", "double", IMPORTED.format(name="double"))
delegated(
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
delegated(
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


def kept(name: str, double: str, quadruple: str) -> None:
    """`quadruple` is right, and marked with the reference's `double`; `double` itself, marked later, is not."""
    delegated(name, "fresh forks", "double", double, cells={"quadruple": quadruple}, earned=("quadruple",))


kept(
    "an answer kept from follow-through",
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
kept(
    "a table of answers kept from follow-through",
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
kept(
    "the oracle put in place of one's own function",
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
kept(
    "one graded function that asks another's oracle",
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
    "answers through a file from one fork to the next", "follow-through runs last, in a fork whose scratch ends with it"
)
delegating.never_worked("the oracle of a function for itself", "only helpers that its reference calls are answered")
