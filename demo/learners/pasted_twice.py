# Right at the second attempt: cells were copied and pasted, with their ids.
# handed in: 2026-11-20 10:16:00 UTC
# like: vectorised
# deed: duplicate forward test_forward test_predict
# nbgrader: A duplicate id stops nbgrader's whole run; here the first test cell counts, and all solution cells are run.
