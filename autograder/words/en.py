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
    "exercise.not_comparable": "A reference returned a value of type {type}, which cannot be compared. Return numbers, texts, arrays, lists, tuples or dictionaries, or give the exercise `compare=`.",
    "exercise.parts_differ": "`returns=` names the parts {names}, but the reference does not return a tuple of as many parts.",
    "exercise.not_one": "{exercise}: the shares in `{option}=` add up to {total:g}; they must add up to 1.",
    "exercise.hint_missing": "{exercise}: the mistake {mistake!r} has no hint in {languages}. Add one to `hint=`.",
    "exercise.mistake_twice": "{exercise}: two mistakes are called {mistake!r}. Rename one of them.",
    "exercise.equals_unknown": "{exercise}: the mistake {mistake!r} has `equals={equals!r}`, which is not an earlier mistake.",
    "exercise.breaks_contract": "{exercise}: inputs of {check!r} break the exercise's own contract. Change the inputs or the contract.",
    "exercise.nothing_drawn": "{exercise}: no inputs are drawn for the group {group!r}. Add a function with `@{exercise}.inputs`.",
    "exercise.groups_differ": "{exercise}: the groups with a share and the groups with checks differ: {groups}. Give each group both.",
    "exercise.change_or_code": "{exercise}: {name!r} needs either `change=` or `code=`.",
    "exercise.not_a_change": "{exercise}: a change of {name!r} must be a pair of texts, (old, new).",
    "exercise.not_an_answer": "{question}: {answer} is not a possible answer, so it cannot have a hint.",
    "exercise.two_hints": "{question}: the answer {answer} has two hints. Remove one.",
    "exercise.answer_hint_missing": "{question}: the answer {answer} has no hint in {languages}.",
    "exercise.unanswerable": "{question}: the source notebook's answer is {answer}, which is not a possible answer. Correct the solution cell or the choices.",
    "exercise.shape_hints": "{question}: give hints for at least two wrong shapes, and none for the right one.",
    "exercise.choice_hints": "{question}: each wrong choice needs one hint, and no other answer may have one; check {answers}.",
    "exercise.no_function": "{path} defines no function {name}. Write it in a solution cell of the source notebook, and generate again.",
    "exercise.change_not_once": "{exercise}: the change of {name!r} replaces {old!r}, which appears {count} times in the reference; it must appear exactly once.",
    "exercise.not_a_program": "{exercise}: {name!r} cannot be run: {error}.",
    "exercise.not_the_function": "{exercise}: {name!r} does not define the function {exercise}.",
    "exercise.no_hidden_test": "There is no hidden test for {name} of {assignment}.",
    "exercise.not_defined_once": "{path} must define the exercise {name!r} exactly once; it does so {count} times.",
    "exercise.no_solutions": "Run `autograder generate {assignment}` first.",
    "exercise.no_file": "{path} does not exist. {advice}",
    "exercise.cannot_load": "{path} cannot be loaded: {kind}: {error}.",
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
    "judging.not_letters": "`{name}` should be all the right letters of {choices}, in quotation marks: `{name} = {example}`.",
    "judging.not_a_shape": "`{name}` should be a shape, a tuple of whole numbers: `{name} = (5, 7)`.",
    "judging.wrong_answer": "`{name}` is not right yet.",
    "judging.no_function": "`{name}` should be a function, but it is {got}.",
    "judging.error": "`{name}` raised {error}.",
    "judging.error_at": "`{name}` raised {error}, in the line `{line}`.",
    "judging.not_raised": "`{name}` accepts these inputs, although `{expected}` is wrong. It should raise an error that names `{expected}`.",
    "judging.wrong_error": "`{name}` raised {error}, where it should raise {expected}.",
    "judging.unnamed": "`{name}` is right to raise {error}, but its message should name what is wrong, `{expected}`, first.",
    "judging.not_finite": "Before the first step, {place} is not finite: it holds NaN or infinity.",
    "judging.too_large": "Before the first step, the numbers in {place} are too large to learn from. Draw smaller random numbers.",
    "judging.equal_units": "Before the first step, two units have equal weights in {place}, and training keeps them equal. Draw them at random.",
    "judging.at_rest": "Training hardly moves these initial parameters: most of them keep their values. Draw the weights at random, small but not tiny, such as `0.01 * np.random.randn(…)`.",
    "judging.unrepeatable": "`{name}` starts from other numbers each time, even in a new process. Draw them with `np.random`, not from the clock or the operating system.",
    "judging.rising": "After training with `{name}` the cost is {expected}; before training it was {got}. It should fall.",
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
    "judging.followed": "`{name}` itself is right: with correct {helpers} it passes, so it gets full points. The mistake is in a function that it calls.",
    "judging.besides": "Even with correct {helpers}:",
    "judging.points": "{score:g} of {full:g} points",
    "judging.bonus_points": "bonus {bonus:g}",
    "judging.loosely": "`{name}` starts from different random numbers each time, so only the shapes and a falling cost could be checked.",
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
    "judging.reference_raises": "{exercise}: the reference itself raises {error} for one of the inputs. Correct the reference or the inputs.",
    "judging.no_fixed_answer": "{exercise}: what is right depends on the initial parameters, so there is no right answer without them.",
    "judging.is_a_question": "{name} of {assignment} is a question, so it has no cases.",
    "judging.no_test_cell": "{assignment} has no test cell test_{name}, so nothing says how many points {name} gives. Add that cell to the source notebook.",
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
