# Right, but test cells, a check and the instructor's helpers were deleted.
# handed in: 2026-11-20 10:15:00 UTC
# like: vectorised
# deed: delete tools test_forward test_propagate try_predict
# nbgrader: nbgrader gives a deleted test cell no score and asks a person to grade it; here the cell is put back and run.
