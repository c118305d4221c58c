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
    "grading.excused": "Excused: everyone has full points here.",
    # (end of grading)
    # gradebook: The gradebook: backups, rows, excuses.
    "gradebook.verbatim": "{text}",
    "gradebook.none": "none",
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
    # (end of gradebook)
    # validation: `autograder validate`: what is off in an assignment.
    # (end of validation)
    # cli: The command line: tables, progress and the doctor.
    # (end of cli)
}
