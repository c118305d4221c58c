"""All expressions of a function are edited, and never the inside of an f-string by itself."""


def test_expressions_inside_statements_are_found_once(made):
    found = made("if a > 0:\n    return a + b\nreturn [a for x in b]")
    assert found["if a > 0:\n    return (a - b)\nreturn [a for x in b]"] == "sign"
    assert found["if (a >= 0):\n    return a + b\nreturn [a for x in b]"] == "comparison"


def test_what_a_statement_binds_is_edited(made):
    assert made("c = a\nb = 1\nreturn c")["b = a\nb = 1\nreturn c"] == "target"
    assert made("c, d = a\nreturn c, d")["d, c = a\nreturn c, d"] == "order"
