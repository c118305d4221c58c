"""Every sentence that a person reads, in English: code -> text with placeholders."""

from __future__ import annotations

WORDS: dict[str, str] = {
    # general: Lists, and the languages themselves.
    "list.comma": ", ",
    "list.and": " and ",
    "list.or": " or ",
    "language.unknown": "Unknown language {language!r}; choose {known}.",
    # (end of general)
    # exercise: Hidden tests: what an instructor has written wrongly.
    # (end of exercise)
    # notebook: Notebooks: what cannot be read, and what was put right.
    "notebook.no_file": "{path}: no such file.",
    "notebook.too_large": "{path} is larger than {limit} MB; clear its outputs and save it again.",
    "notebook.unreadable": "{path} cannot be read: {reason}.",
    "notebook.empty": "{name} is empty; open it in Jupyter, save it and hand in that file.",
    "notebook.not_json": "{name} is not a notebook: it is not JSON; open it in Jupyter, save it and hand in that file.",
    "notebook.not_json_at": "{name} is not a notebook: it is not JSON (line {line}); open it in Jupyter, save it and hand in that file.",
    "notebook.too_deep": "{name} is not a notebook: it is nested too deeply; open it in Jupyter, save it and hand in that file.",
    "notebook.no_cells": "{name} is not a notebook: it holds no cells; open it in Jupyter, save it and hand in that file.",
    "notebook.newer_format": "{name} has a notebook format ({version}) newer than 4; save it as format 4.",
    "notebook.too_many_cells": "{name} has more than {limit:,} cells; delete those that are not needed.",
    "notebook.too_much_code": "{name} has code of more than {limit} MB; delete what is not needed.",
    "notebook.cell": "{path}, cell {cell}: {problem}.",
    "notebook.cell_number": "{path}, cell number {number}: {problem}.",
    "notebook.region_nested": "a {region} region begins inside another; close the first with {end}",
    "notebook.region_open": "a {region} region is not closed; add a line with {end}",
    "notebook.region.solution": "solution",
    "notebook.region.hidden": "hidden tests",
    "notebook.region.scheme": "mark scheme",
    "notebook.newer_schema": "its nbgrader metadata are of schema {version}, newer than {known}; save it with nbgrader's current version",
    "notebook.wrong_grade_id": "the grade id {grade_id!r} may hold letters, digits, - and _ only",
    "notebook.same_grade_id": "another cell has the same grade id; give it one of its own",
    "notebook.test_is_text": "a test cell must be a code cell; mark it as manually graded, or turn it into code",
    "notebook.answer_without_points": "a text answer must be manually graded and have points",
    "notebook.task_is_code": "a task cell must be a markdown cell",
    "notebook.solution_elsewhere": "it holds a solution and is not marked as a solution cell; mark it, or move the solution",
    "notebook.hidden_test_elsewhere": "it holds hidden tests and gives no points; mark it as a test cell, or move the tests",
    "notebook.wrong_bonus": "its bonus is {bonus!r}; it must be a number of at least 0 and below 1000",
    "notebook.not_of_this_assignment": "Cell {cell} is not of this assignment; it was taken as the learner's own.",
    "notebook.recognised_one": "Cell {cell} had lost its id; it was recognised by {how}.",
    "notebook.recognised_some": "Cells {cells} had lost their ids; they were recognised by {how}.",
    "notebook.recognised_many": "{count} cells had lost their ids; they were recognised by {how}.",
    "notebook.how.text": "the text",
    "notebook.how.names": "the names defined there",
    "notebook.how.similar_text": "similar text",
    "notebook.how.place": "the place in the notebook",
    "notebook.duplicate_dropped": "Cell {cell} appeared {count} times; the first was kept.",
    "notebook.duplicates_run": "Cell {cell} appeared {count} times; all were run, and number {number} has the id.",
    "notebook.put_back": "Cell {cell} was missing; it was put back.",
    "notebook.test_moved": "Cell {cell} came before the solution that it tests; it was moved after that solution.",
    "notebook.text_put_back": "Cell {cell} was edited; the instructor's text was put back.",
    "notebook.type_put_back": "Cell {cell} was turned into {got}; it is {right} again.",
    "notebook.points_put_back": "Cell {cell} claimed {got:g} points; it has {right:g}.",
    "notebook.role_put_back": "Cell {cell} was marked as a {got} cell; it is a {right} cell.",
    "notebook.role.solution": "solution",
    "notebook.role.test": "test",
    "notebook.role.locked": "locked",
    "notebook.role.manual": "manually graded",
    "notebook.role.task": "task",
    "notebook.role.free": "free",
    "notebook.tag_ignored": "Cell {cell} was tagged {tag}; only the instructor's tags count.",
    "notebook.tag_ignored_at": "Cell number {number} was tagged {tag}; only the instructor's tags count.",
    "notebook.more_notes": "There are {count} more notes of this kind.",
    # (end of notebook)
    # course: Courses: configuration, folders, releases.
    "course.not_a_course": "{folder} is not a course: it has no {config}.",
    "course.not_found": "No course found: neither {folder} nor a folder above it has a {config}; name the course with --course.",
    "course.config_fails": "{path} cannot be read: {error}.",
    "course.unknown_limit": "{path}: c.SandboxLimits.{name} is not a limit; choose one of {known}.",
    "course.wrong_limit": "{path}: c.SandboxLimits.{name} is {value!r}; it must be {kind} above 0, and {largest:,} at most.",
    "course.a_number": "a number",
    "course.a_whole_number": "a whole number",
    "course.not_true_or_false": "{path}: c.{option} is {value!r}; it must be True or False.",
    "course.no_such_assignment": "No assignment called {assignment!r} in {folder}; there are: {known}.",
    "course.none": "none",
    "course.secret_unusable": "The course's secret {path} cannot be read or made: {error}.",
    "course.secret_empty": "The course's secret {path} is empty; delete the file, and a new one is made.",
    "course.autotests_fail": "{path}: its autotests cannot be made: {reason}.",
    "course.nbgrader_fails": "nbgrader cannot release {assignment}: {reason}.",
    "course.no_assignments": "{folder} has no assignment: there is no notebook under {source}.",
    "course.solutions_not_python": "The solutions of {assignment} are not Python: {error}, {line!r}.",
    "course.file_obsolete": "{path} is no longer made: run `{command}`.",
    "course.file_missing": "{path} is missing: run `{command}`.",
    "course.file_stale": "{path} is stale: run `{command}`.",
    "course.file_not_normal": "{path} is not normalised: run `{command}`.",
    "course.unrecognised": "{name} is of no assignment here ({known}): it has no cell of theirs; name one with --assignment.",
    "course.ambiguous": "{name} fits {assignments} equally; name one with --assignment.",
    # (end of course)
    # sandbox: The sandbox: why it did not start, why code was stopped, and what it answers to cells.
    # (end of sandbox)
    # judging: Answers: what is wrong with them, for learners.
    "judging.missing": "`{name}` is not defined in your notebook.",
    "judging.undefined": "`{name}` is not defined: its cell ended with `{error}`.",
    "judging.unwritten": "`{name}` is not written yet.",
    "judging.unanswered": "`{name}` is not answered yet.",
    "judging.not_a_letter": "`{name}` should be one letter of {choices}, in quotation marks: `{name} = {example}`.",
    "judging.not_letters": "`{name}` should be letters of {choices}, in quotation marks, all that are right: `{name} = "
    "{example}`.",
    "judging.not_a_shape": "`{name}` should be a shape, a tuple of whole numbers: `{name} = (5, 7)`.",
    "judging.wrong_answer": "`{name}` is not right yet.",
    "judging.no_function": "`{name}` should be a function, but it is {got}.",
    "judging.error": "`{name}` raised {error}.",
    "judging.error_at": "`{name}` raised {error}, in the line `{line}`.",
    "judging.not_raised": "`{name}` accepts these inputs, but `{expected}` does not fit: it should raise an error that "
    "names it.",
    "judging.wrong_error": "`{name}` raised {error}, where it should raise {expected}.",
    "judging.unnamed": "`{name}` is right to raise {error}; but the message should name what is wrong, `{expected}`, first.",
    "judging.not_finite": "Before the first step, {place} is not finite: it holds NaN or infinity.",
    "judging.too_large": "Before the first step, the numbers in {place} are too large to learn from: scale the random "
    "start down.",
    "judging.equal_units": "Before the first step, two units have the same weights in {place}; they would stay equal for "
    "ever. Draw them at random.",
    "judging.at_rest": "Before the first step, the network is where training hardly moves it: most of its parameters "
    "stay as they are. Draw the weights at random, small but not tiny: `0.01 * np.random.randn(…)`, "
    "say.",
    "judging.unrepeatable": "`{name}` begins with other numbers each time, even in a new process. Draw them with "
    "`np.random`, and leave the clock and the operating system out of it.",
    "judging.rising": "After training with `{name}` the cost is {expected}; before it was {got}. It should fall.",
    "judging.changed": "`{name}` changes its argument `{path}` in place. Compute a new array instead: `{path} = {path} "
    "- …`, not `{path} -= …`.",
    "judging.nothing": "{place} is None, expected {expected}. Is a `return` missing?",
    "judging.type": "{place} is {got}, expected {expected}.",
    "judging.length": "{place} has length {got}, expected {expected}.",
    "judging.key": "{place} has no key `{expected}`; its keys are {got}.",
    "judging.no_keys": "{place} has no key `{expected}`; it is empty.",
    "judging.shape": "{place} has shape {got}, expected {expected}.",
    "judging.rank_1": "{place} has shape {got}, expected {expected}. One dimension was lost: `keepdims=True` or "
    "`reshape` keeps it.",
    "judging.shape_of_a_number": "{place} is an array of shape {got}, expected a single number.",
    "judging.value": "{place} is {got}, expected {expected}.",
    "judging.example": "Try it with",
    "judging.followed": "`{name}` itself is right: with correct {helpers} it passes, so it gets full points. The slip is "
    "in what it calls.",
    "judging.besides": "Also with correct {helpers}:",
    "judging.points": "{score:g} of {full:g} points",
    "judging.bonus_points": "bonus {bonus:g}",
    "judging.loosely": "`{name}` draws its start anew each time, so only shapes and a falling cost could be judged.",
    "judging.kind.array": "an array",
    "judging.kind.number": "a number",
    "judging.kind.complex_number": "a complex number",
    "judging.kind.complex_array": "an array of complex numbers",
    "judging.kind.text_array": "an array of texts",
    "judging.kind.odd_array": "an array of things that are not numbers",
    "judging.kind.text": "a text",
    "judging.kind.bytes": "bytes",
    "judging.kind.None": "None",
    "judging.kind.list": "a list",
    "judging.kind.tuple": "a tuple",
    "judging.kind.dict": "a dictionary",
    "judging.kind.set": "a set",
    "judging.kind.function": "a function",
    "judging.kind.missing": "missing",
    "judging.kind.object": "an object of type `{type}`",
    # (end of judging)
    # grading: Grading: test cells and submissions.
    # (end of grading)
    # gradebook: The gradebook: backups, rows, excuses.
    # (end of gradebook)
    # validation: `autograder validate`: what is off in an assignment.
    # (end of validation)
    # cli: The command line: tables, progress and the doctor.
    # (end of cli)
}
