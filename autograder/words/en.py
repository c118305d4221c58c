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
    "sandbox.stopped_after": "stopped after {seconds:g} s",
    "sandbox.stopped_after_notebook": "stopped after {seconds:g} s for the whole notebook",
    "sandbox.stopped_before": "was stopped before",
    "sandbox.died": "its process died ({signal})",
    "sandbox.exited": "ended its own process (exit code {exit_code})",
    "sandbox.sent_too_much": "handed over more than the grader can hold",
    "sandbox.sent_too_much_at_once": "handed over more than {megabytes} MB at once",
    "sandbox.asked_too_much": "asked too many questions",
    "sandbox.answered_early": "answered before it was asked",
    "sandbox.answered_unasked": "answered something that was not asked",
    "sandbox.broke_off": "broke off its answer",
    "sandbox.closed_its_pipe": "closed its end of the line and went on",
    "sandbox.unreadable": "sent something unreadable ({why})",
    "sandbox.wire.too_deep": "nested deeper than {levels} levels",
    "sandbox.wire.integer_too_long": "an integer of more than 4,000 digits",
    "sandbox.wire.arrays_too_large": "arrays of more than {megabytes} MB",
    "sandbox.wire.value_too_large": "a value of more than {megabytes} MB",
    "sandbox.wire.not_encodable": "a value that cannot be encoded: {error}",
    "sandbox.wire.too_many_parts": "a value too deep or with too many parts",
    "sandbox.wire.too_many_dimensions": "an array of more than {most} dimensions",
    "sandbox.wire.too_many_odd_keys": "more than {most} keys that are not text",
    "sandbox.wire.range_too_long": "a range too long",
    "sandbox.wire.not_a_kind": "not a {kind}",
    "sandbox.wire.not_a_number": "not a number",
    "sandbox.wire.unhashable_key": "a dictionary with an unhashable key",
    "sandbox.wire.impossible_integer": "an impossible integer",
    "sandbox.wire.impossible_shape": "an impossible shape",
    "sandbox.wire.impossible_dtype": "an impossible dtype",
    "sandbox.wire.missing_bytes": "an array without its bytes",
    "sandbox.wire.extra_bytes": "bytes that belong to no array",
    "sandbox.wire.not_unicode": "text that is not Unicode",
    "sandbox.wire.unexpected": "a value that cannot be sent here",
    "sandbox.wire.not_a_reply": "not a reply: {error}",
    "sandbox.limit.memory_mb": "(the limit: {value} MB of memory)",
    "sandbox.limit.scratch_mb": "(the limit: {value} MB of files)",
    "sandbox.limit.processes": "(the limit: {value} processes and threads)",
    "sandbox.suspicion.open": "tried to open {what}",
    "sandbox.suspicion.list": "tried to list {what}",
    "sandbox.suspicion.write": "tried to write {what}",
    "sandbox.suspicion.delete": "tried to delete {what}",
    "sandbox.suspicion.make": "tried to make {what}",
    "sandbox.suspicion.rename": "tried to rename {what}",
    "sandbox.suspicion.link": "tried to link {what}",
    "sandbox.suspicion.change": "tried to change {what}",
    "sandbox.suspicion.process": "tried to start a process ({what})",
    "sandbox.suspicion.network": "tried to use the network ({what})",
    "sandbox.suspicion.c_code": "tried to call C code ({what})",
    "sandbox.suspicion.memory": "tried to look through the memory ({what})",
    "sandbox.suspicion.signal": "tried to signal another process ({what})",
    "sandbox.suspicion.limit": "tried to change a limit ({what})",
    "sandbox.suspicion.interpreter": "tried to watch the interpreter ({what})",
    "sandbox.suspicion.refused": "tried what the system refuses ({what})",
    "sandbox.suspicion.unknown": "reported an attempt of an unknown kind",
    "sandbox.notice.no_keyboard": "input() has nobody to ask while a notebook is graded: write the value into the cell",
    "sandbox.notice.no_programs": "(not run: other programs do not start while a notebook is graded)\n",
    "sandbox.notice.no_folders": "(not run: the working folder stays where it is while a notebook is graded)\n",
    "sandbox.notice.no_debugger": "(no debugger: nobody is there to type while a notebook is graded)\n",
    "sandbox.notice.no_exit": "(exit is ignored while a notebook is graded)\n",
    "sandbox.notice.one_run": "{milliseconds:.3g} ms (one run, while a notebook is graded)",
    "sandbox.notice.output_cut": "\n… (output cut here)\n",
    "sandbox.notice.output_too_large": "(an output too large to keep)\n",
    "sandbox.notice.no_more_output": "\n… (no more output is kept of this notebook than {kilobytes} KB)\n",
    "sandbox.notice.unreadable_result": "the result cannot be read: {why}",
    "sandbox.called_too_often": "called too often",
    "sandbox.other_test": "this function was handed over for another test",
    "sandbox.cannot_be_sent": "a {kind} cannot be sent to the learner's code",
    "sandbox.dictionary_of_another_type": "dictionary of another type",
    "sandbox.not_an_array": "a {kind} is not an array",
    "sandbox.compared": "a {kind} is compared with ==",
    "sandbox.too_weak": "This system has neither Landlock nor seccomp to confine learners' code with. Grade on Linux 5.13 or newer (WSL or a container will do), or add --allow-weak-sandbox for notebooks that you trust.",
    "sandbox.did_not_start": "The sandbox did not start. Its warm process printed: {printed}",
    "sandbox.did_not_start_silently": "The sandbox did not start; its warm process printed nothing. Run `autograder doctor`.",
    "sandbox.too_little_memory": "The sandbox did not start. Python and the modules that are imported in it take {taken} MB before the first cell; c.SandboxLimits.memory_mb is {limit}. Raise it.",
    "sandbox.no_answer": "The sandbox's warm process does not answer.",
    "sandbox.warm_process_died": "The sandbox's warm process has died.",
    "sandbox.closed": "The sandbox has been closed.",
    "sandbox.fork_refused": "The system refuses another process for the sandbox: {why}.",
    "sandbox.layer_lost": "The sandbox starts no other process: a layer that held when it was started no longer does.",
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
