"""An explanation is plain data."""

from dataclasses import asdict

from autograder.judging.explanation import Explanation


def test_an_explanation_becomes_json():
    found = Explanation("repair", "dw", "propagate", 5, "sign")
    assert asdict(found) == {"kind": "repair", "part": "dw", "owner": "propagate", "line": 5, "name": "sign"}
