# Right, but cells were moved: tests come before their solutions, and a function comes after its use.
# handed in: 2026-11-20 10:18:00 UTC
# like: vectorised
# deed: move test_predict predict
# deed: move log_likelihood forward
# deed: move initialize_with_zeros q8
# nbgrader: nbgrader runs a test even if it comes before its solution; here the test is moved after it. A function that calls
# nbgrader: another one before its definition is judged with the correct one.
