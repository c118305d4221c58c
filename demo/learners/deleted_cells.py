# Right, but test cells, a check and the instructor's helpers were deleted.
# handed in: 2026-11-20 10:15:00 UTC
# like: vectorised
# deed: delete tools test_sigmoid test_propagate try_softmax
# nbgrader: A deleted test cell gets no score from nbgrader, and waits for a person; here it is put back and run.
