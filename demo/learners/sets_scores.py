# Looks for the gradebook to write full marks into it.
# handed in: 2026-11-21 13:40:00 UTC
# harmful: writes to the gradebook
# nbgrader: In nbgrader's kernel, learners' code can write to the gradebook; here the sandbox keeps it out of reach.

# %%
import os
import sqlite3

def set_scores():
    folder = os.getcwd()
    while folder != "/":
        path = os.path.join(folder, "gradebook.db")
        if os.path.exists(path):
            with sqlite3.connect(path, timeout=1) as gradebook:
                gradebook.execute("UPDATE grade SET manual_score = 10, needs_manual_grade = 0")
            return path
        folder = os.path.dirname(folder)
    return "no gradebook here"

try:
    print(set_scores())
except Exception as error:
    print(error)
