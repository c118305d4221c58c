"""q8: a cell that was run twice (lecture p23)."""

from autograder import Question

q8 = Question("q8", choices="abcd")

q8.wrong(
    "b",
    en="That would be right if the second cell had been run once; each run halves what the kernel holds then.",
    zh="第二个单元只运行一次才是这个结果；每运行一次，都会把内核里当时的值减半。",
)
q8.wrong(
    "c",
    en="The first cell was not run again: nothing set the rate back.",
    zh="第一个单元没有重新运行：没有什么把它改回去。",
)
q8.wrong(
    "d",
    en="Running a cell twice is no error. That is just the danger: nothing warns you.",
    zh="把一个单元运行两次并不会报错。危险就在这里：没有任何提醒。",
)
