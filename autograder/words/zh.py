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
    "judging.not_raised": "`{name}` 接受了这些输入，但 `{expected}` 不合适：应该抛出一个指明它的错误。",
    "judging.wrong_error": "`{name}` 抛出了 {error}，应该抛出的是 {expected}。",
    "judging.unnamed": "`{name}` 抛出 {error} 是对的，但错误信息应该先指明哪里不对，也就是 `{expected}`。",
    "judging.not_finite": "第一步之前，{place} 里就有 NaN 或无穷大。",
    "judging.too_large": "第一步之前，{place} 里的数就太大了，很难学习：请把随机初始值缩小。",
    "judging.equal_units": "第一步之前，{place} 里有两个单元的权重完全相同，它们会一直相同下去。请随机初始化。",
    "judging.at_rest": "第一步之前，网络处在训练几乎推不动的地方：大部分参数都保持不变。请随机抽取权重，要小，但不要太小，例如 `0.01 * np.random.randn(…)`。",
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
    "judging.loosely": "`{name}` 每次的初始值都不同，所以只能检查形状，以及成本是否下降。",
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
    # (end of judging)
    # grading: Grading: test cells and submissions.
    "grading.excused": "本题免评：人人满分。",
    # (end of grading)
    # gradebook: The gradebook: backups, rows, excuses.
    "gradebook.verbatim": "{text}",
    "gradebook.none": "无",
    "gradebook.choose_assignments": "请写出作业的名称，或用 --all 选择全部；现有的作业：{assignments}。",
    "gradebook.nothing_submitted": "还没有人提交：没有文件夹符合 {folders}。",
    "gradebook.not_submitted": "还没有人提交 {assignment}：没有文件夹符合 {folders}。",
    "gradebook.student_without_submission": "{students} 没有提交 {assignments}。",
    "gradebook.excuse_is_for_everyone": "免评对所有人有效：请只写一个作业，不要指定学生。",
    "gradebook.run_failed": "{reason} {so_far}",
    "gradebook.nothing_written": "没有写入任何内容。",
    "gradebook.so_far": "{assignment} 的 {total} 份提交中，有 {written} 份已完整写入成绩册；请再次运行，以完成其余的。",
    "gradebook.no_penalty_plugin": "nbgrader_config.py 里的 c.AssignLatePenalties.plugin_class：无法导入插件 {plugin}；请改正名称。",
    "gradebook.why.excused": "免评",
    "gradebook.why.no_longer_excused": "不再免评",
    "gradebook.why.another_test": "测试变了",
    "gradebook.why.other_work": "作业变了",
    # (end of gradebook)
    # validation: `autograder validate`: what is off in an assignment.
    # (end of validation)
    # cli: The command line: tables, progress and the doctor.
    # (end of cli)
}
