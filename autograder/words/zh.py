"""人读到的每一句话的中文：代码 -> 带占位符的文本。"""

from __future__ import annotations

WORDS: dict[str, str] = {
    # general: Lists, and the languages themselves.
    "list.comma": "、",
    "list.and": " 和 ",
    "list.or": " 或 ",
    "language.unknown": "没有 {language!r} 这种语言；请选择 {known}。",
    # (end of general)
    # exercise: Hidden tests: what an instructor has written wrongly.
    "exercise.not_comparable": "参考答案返回了类型为 {type} 的值，无法比较。请返回数、字符串、数组、列表、元组或字典，或者给练习加上 `compare=`。",
    "exercise.parts_differ": "`returns=` 列出了 {names}，但参考答案返回的不是同样多个元素的元组。",
    "exercise.not_one": "{exercise}：`{option}=` 中的份额之和是 {total:g}，应该是 1。",
    "exercise.hint_missing": "{exercise}：错误 {mistake!r} 没有 {languages} 的提示。请加到 `hint=` 中。",
    "exercise.mistake_twice": "{exercise}：有两个错误都叫 {mistake!r}。请给其中一个改名。",
    "exercise.equals_unknown": "{exercise}：错误 {mistake!r} 写着 `equals={equals!r}`，但前面没有这个错误。",
    "exercise.breaks_contract": "{exercise}：{check!r} 的输入不满足练习自己的约定（contract）。请修改输入或约定。",
    "exercise.nothing_drawn": "{exercise}：{group!r} 这一组没有抽取任何输入。请用 `@{exercise}.inputs` 添加一个函数。",
    "exercise.groups_differ": "{exercise}：有份额的组和有检查的组不一致：{groups}。每一组都要有份额和检查。",
    "exercise.change_or_code": "{exercise}：{name!r} 需要 `change=` 或 `code=`，只要其中一个。",
    "exercise.not_a_change": "{exercise}：{name!r} 的修改应该是一对字符串 (old, new)。",
    "exercise.not_an_answer": "{question}：{answer} 不是可能的答案，不能有提示。",
    "exercise.two_hints": "{question}：答案 {answer} 有两条提示。请删掉一条。",
    "exercise.answer_hint_missing": "{question}：答案 {answer} 没有 {languages} 的提示。",
    "exercise.unanswerable": "{question}：源笔记本中的答案是 {answer}，这不是可能的答案。请改正解答单元格或选项。",
    "exercise.shape_hints": "{question}：至少要为两个错误的形状写提示，正确的形状不要写。",
    "exercise.choice_hints": "{question}：每个错误选项都要有一条提示，其他答案不能有；请检查 {answers}。",
    "exercise.no_function": "{path} 没有定义函数 {name}。请在源笔记本的解答单元格中写好，再重新生成。",
    "exercise.change_not_once": "{exercise}：{name!r} 要替换的 {old!r} 在参考答案中出现了 {count} 次，应该恰好出现一次。",
    "exercise.not_a_program": "{exercise}：{name!r} 无法运行：{error}。",
    "exercise.not_the_function": "{exercise}：{name!r} 没有定义函数 {exercise}。",
    "exercise.no_hidden_test": "{assignment} 的 {name} 没有隐藏测试。",
    "exercise.not_defined_once": "{path} 必须恰好定义一次练习 {name!r}，现在定义了 {count} 次。",
    "exercise.no_solutions": "请先运行 `autograder generate {assignment}`。",
    "exercise.no_file": "{path} 不存在。{advice}",
    "exercise.cannot_load": "{path} 无法加载：{kind}：{error}。",
    # (end of exercise)
    # notebook: Notebooks: what cannot be read, and what was put right.
    # (end of notebook)
    # course: Courses: configuration, folders, releases.
    # (end of course)
    # sandbox: The sandbox: why it did not start, why code was stopped, and what it answers to cells.
    # (end of sandbox)
    # judging: Answers: what is wrong with them, for learners.
    "judging.missing": "你的笔记本里没有定义 `{name}`。",
    "judging.undefined": "`{name}` 没有定义：它的单元格没有运行完，因为 `{error}`。",
    "judging.unwritten": "`{name}` 还没有写。",
    "judging.unanswered": "`{name}` 还没有回答。",
    "judging.not_a_letter": "`{name}` 应该是 {choices} 中的一个字母，写在引号里：`{name} = {example}`。",
    "judging.not_letters": "`{name}` 应该是 {choices} 中所有正确选项的字母，写在引号里：`{name} = {example}`。",
    "judging.not_a_shape": "`{name}` 应该是一个形状，也就是由整数组成的元组：`{name} = (5, 7)`。",
    "judging.wrong_answer": "`{name}` 还不对。",
    "judging.no_function": "`{name}` 应该是一个函数，现在却是{got}。",
    "judging.error": "运行 `{name}` 时出现了 {error}。",
    "judging.error_at": "运行 `{name}` 时，`{line}` 这一行出现了 {error}。",
    "judging.not_raised": "`{name}` 接受了这些输入，但其中的 `{expected}` 不对：应该抛出一个指明 `{expected}` 的错误。",
    "judging.wrong_error": "`{name}` 抛出了 {error}，应该抛出的是 {expected}。",
    "judging.unnamed": "`{name}` 抛出 {error} 是对的，但错误信息应该先指明哪里不对，也就是 `{expected}`。",
    "judging.not_finite": "第一步之前，{place} 里就有 NaN 或无穷大。",
    "judging.too_large": "第一步之前，{place} 里的数就太大了，很难学习：请把随机初始值缩小。",
    "judging.equal_units": "第一步之前，{place} 里有两个单元的权重完全相同，训练之后也会一直相同。请随机初始化。",
    "judging.at_rest": "训练几乎推不动这样的初始参数：大部分参数都保持不变。请随机抽取权重，要小，但不要太小，例如 `0.01 * np.random.randn(…)`。",
    "judging.unrepeatable": "`{name}` 每次的初始值都不同，连新的进程里也是。请用 `np.random` 抽取，不要用时钟或操作系统的随机数。",
    "judging.rising": "用 `{name}` 训练之后，成本是 {expected}；训练之前是 {got}。成本应该下降。",
    "judging.changed": "`{name}` 直接修改了传入的参数 `{path}`。请计算一个新的数组：写 `{path} = {path} - …`，不要写 `{path} -= …`。",
    "judging.nothing": "{place} 是 None，应该是{expected}。是不是漏了 `return`？",
    "judging.type": "{place} 是{got}，应该是{expected}。",
    "judging.length": "{place} 有 {got} 个元素，应该有 {expected} 个。",
    "judging.key": "{place} 里没有键 `{expected}`；现有的键是 {got}。",
    "judging.no_keys": "{place} 里没有键 `{expected}`；它是空的。",
    "judging.shape": "{place} 的形状是 {got}，应该是 {expected}。",
    "judging.rank_1": "{place} 的形状是 {got}，应该是 {expected}。丢了一个维度：用 `keepdims=True` 或 `reshape` 可以保留它。",
    "judging.shape_of_a_number": "{place} 是形状为 {got} 的数组，应该是一个数。",
    "judging.value": "{place} 是 {got}，应该是 {expected}。",
    "judging.example": "可以用下面的例子试一试：",
    "judging.followed": "`{name}` 本身没有问题：换上正确的 {helpers} 就能通过，所以这里给满分。错误出在它调用的函数里。",
    "judging.besides": "即使换上正确的 {helpers}，仍然有错：",
    "judging.points": "{score:g} / {full:g} 分",
    "judging.bonus_points": "附加分 {bonus:g}",
    "judging.loosely": "`{name}` 每次的初始值都不同，所以只检查了形状，以及成本是否下降。",
    "judging.kind.array": "数组",
    "judging.kind.number": "一个数",
    "judging.kind.complex_number": "一个复数",
    "judging.kind.complex_array": "复数数组",
    "judging.kind.text_array": "字符串数组",
    "judging.kind.odd_array": "元素不是数字的数组",
    "judging.kind.text": "字符串",
    "judging.kind.bytes": "字节串",
    "judging.kind.None": " None",
    "judging.kind.list": "列表",
    "judging.kind.tuple": "元组",
    "judging.kind.dict": "字典",
    "judging.kind.set": "集合",
    "judging.kind.function": "函数",
    "judging.kind.missing": "缺失的",
    "judging.kind.object": "类型为 `{type}` 的对象",
    "judging.reference_raises": "{exercise}：参考答案自己在某个输入上抛出了 {error}。请改正参考答案或输入。",
    "judging.no_fixed_answer": "{exercise}：正确的结果取决于初始参数，没有初始参数就没有正确答案。",
    "judging.is_a_question": "{assignment} 的 {name} 是一道概念题，没有测试用例。",
    "judging.no_test_cell": "{assignment} 没有测试单元格 test_{name}，不知道 {name} 值多少分。请在源笔记本中加上这个单元格。",
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
