"""q8: a cell that was run twice (lecture p23)."""

from autograder import Question

q8 = Question("q8", choices="abcd")

q8.wrong(
    "a",
    en="The first cell was not run again, so nothing set the rate back.",
    zh="第一个单元格没有重新运行，所以没有什么把值改回去。",
)
q8.wrong(
    "b",
    en="Running a cell twice is not an error. That is the danger: nothing warns you.",
    zh="把一个单元格运行两次并不会报错。危险就在这里：没有任何提醒。",
)
q8.wrong(
    "c",
    en="That would be right if the second cell had been run only once. "
    "Each run halves the value that the kernel holds at that moment.",
    zh="第二个单元格只运行一次才是这个结果。每运行一次，都会把内核里当时的值减半。",
)
