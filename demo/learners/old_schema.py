# Right, in nbgrader's first metadata schema and a notebook without cell ids.
# handed in: 2026-11-20 10:20:00 UTC
# like: vectorised
# deed: older
# nbgrader: nbgrader stops the whole run and asks for `nbgrader update`; here all schemas are read.
