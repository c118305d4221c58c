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
    # (end of notebook)
    # course: Courses: configuration, folders, releases.
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
    "grading.verbatim": "{text}",
    "grading.none": "none",
    "grading.both": "{first} {second}",
    "grading.semicolon": "; ",
    "grading.excused": "Excused: everyone has full points here.",
    "grading.an_error": "an error",
    "grading.stopped": "{name}: {reason}.",
    "grading.not_defined": "{name} is not defined: write it, and run its cell without errors.",
    "grading.not_written": "{name}: not written yet.",
    "grading.raised": "{name}: your code raised {error}.",
    "grading.raised_at": "{name}: your code raised {error} ({where}).",
    "grading.said": "{name}: {text}",
    "grading.does_not_hold": "{name}: a check does not hold.",
    "grading.line_does_not_hold": "{name}: this does not hold: {line}",
    "grading.ended_with": "{name}: it ended with a {error}.",
    "grading.stderr": "{name}: the check wrote to stderr.",
    "grading.partial": "{name}: {score} of {points} points.",
    "grading.too_many_points": "{name}: the test cell gives {value} of {points} points; its author has to correct it.",
    "grading.not_run": "{name}: not run; a person has to grade it.",
    "grading.test_failed": "{name}: the test itself failed. {error}",
    "grading.no_notebook": "There is no notebook {notebook}.ipynb in the submission.",
    "grading.cell_stopped": "This cell was cut off: {reason}. What it had defined until then counts.",
    "grading.suspicious": "Suspicious: the learner's code {seen}.",
    "grading.ran_inside": "Test cell {cell} was run inside the sandbox, beside the learner's code, because {reason}. Hostile code could read it there, and forge its score.",
    "grading.may_not_enter": "Test cell {cell} was not run: {reason}, and c.HiddenTests.may_enter_sandbox forbids to run it inside the sandbox. Grade it by hand.",
    "grading.tied.subclasses": "it subclasses {name}",
    "grading.tied.reads": "it reads {name}",
    "grading.tied.reads_source": "it reads the source of {name}",
    "grading.tied.uses": "it uses {name}",
    "grading.tied.calls": "it calls {name}",
    "grading.tied.lists_names": "it lists the notebook's names with {name}()",
    "grading.tied.ipython": "it talks to IPython",
    "grading.tied.replaces": "it replaces {name}",
    "grading.tied.replaces_in": "it replaces something in {name}",
    "grading.tied.patches": "it patches {name}",
    "grading.tied.patches_something": "it patches something",
    "grading.tied.awaits": "it awaits at top level",
    "grading.tied.alters": "it changes what an object handed out",
    "grading.tied.fails": "the reference fails it outside ({message})",
    "grading.tied.in_file": "{reason} in {file}",
    "grading.refused": "{where}: {reason}",
    "grading.is_a_link": "{path} is a link; hand in the notebook itself.",
    "grading.rename": "{path}: no such file; rename {others} to {name}, and hand it in again.",
    "grading.rename_one_of": "{path}: no such file; rename the right one of {others} to {name}, and hand it in again.",
    "grading.no_cell_of": "{path} has no cell of {assignment}; give another --assignment.",
    "grading.warm_process_died": "The sandbox's warm process has died.",
    "grading.died_twice": "{reason} That happened twice with this submission.",
    "grading.worker_died": "The grader's process died while it graded this submission, twice.",
    "grading.grader_failed": "The grader failed: {error}",
    "grading.no_solutions": "{path} is missing: run `autograder generate {assignment}`.",
    "grading.no_hidden_test": "{path} is missing: a test cell of {assignment} checks {exercise}; write that file, or remove the cell.",
    "grading.no_exercise": "{assignment} has no exercise {name}; there are: {exercises}.",
    "grading.excuses_unreadable": "{path} cannot be read: {reason}. Correct it, or delete it.",
    "grading.excuses_unwritable": "{path} cannot be written: {reason}.",
    "grading.excuses_malformed": '{path} must have the form {{"ASSIGNMENT": {{"TEST CELL": "DATE"}}}}; correct it, or delete it.',
    "grading.log": "{student}: {score} of {points} points, sandbox: {level}",
    # (end of grading)
    # gradebook: The gradebook: backups, rows, excuses.
    "gradebook.choose_assignments": "Name assignments, or all of them with --all; there are: {assignments}.",
    "gradebook.nothing_submitted": "Nobody has submitted anything: {folders} matches no folder.",
    "gradebook.not_submitted": "Nobody has submitted {assignment}: {folders} matches no folder.",
    "gradebook.student_without_submission": "{students} has submitted nothing of {assignments}.",
    "gradebook.excuse_is_for_everyone": "An exercise is excused for everyone: name its assignment alone, and no student.",
    "gradebook.run_failed": "{reason} {so_far}",
    "gradebook.nothing_written": "Nothing was written.",
    "gradebook.so_far": "{written} of {total} submissions of {assignment} are in the gradebook, each complete; run this again for the rest.",
    "gradebook.no_penalty_plugin": "c.AssignLatePenalties.plugin_class in nbgrader_config.py: {plugin} is no plugin that can be imported; correct the name.",
    "gradebook.why.excused": "excused",
    "gradebook.why.no_longer_excused": "no longer excused",
    "gradebook.why.another_test": "another test",
    "gradebook.why.other_work": "other work",
    "gradebook.unwritable": "The gradebook {gradebook} cannot be written: {reason}.",
    "gradebook.of_config": "named in nbgrader_config.py",
    "gradebook.locked": "another program keeps it locked for {seconds} s; close that and grade again",
    "gradebook.disk_full": "the disk is full; free some space and grade again",
    "gradebook.not_copied": "The gradebook {gradebook} cannot be copied: {reason}.",
    "gradebook.not_copied_to": "The gradebook {gradebook} cannot be copied to {folder}: {reason}; nothing was graded. Correct that, or free some space, and grade again.",
    "gradebook.no_date": "{path} holds no date; the submission counts as not late.",
    # (end of gradebook)
    # validation: `autograder validate`: what is off in an assignment.
    # (end of validation)
    # cli: The command line: tables, progress and the doctor.
    # (end of cli)
}
