# secrets: "jellyfish"
# inside:
# %% [solution] log
### BEGIN SOLUTION
seen = ["a"]

class Counter:
    def __init__(self):
        self.count = 0

    def up(self, by=1):
        self.count += by
        return self.count

counter = Counter()
### END SOLUTION
# %% [test] test_start 1
before = list(seen)
mine = Counter()
mine.up(3)
assert counter.count == 0
assert before == ["a"]
# %% [solution] more
### BEGIN SOLUTION
seen.append("b")
counter.up(2)
### END SOLUTION
# %% [test] test_more 2
assert seen == before + ["b"]
assert counter.count == 2
### BEGIN HIDDEN TESTS
assert "jellyfish" not in seen
### END HIDDEN TESTS
# %% [test] test_own_counter 2
assert mine.count == 3 and mine.up() == 4
# ==== full:
# ==== starter: none
# ==== nothing more: test_more 0
# %% more
pass
# ==== one counter for all: test_start 0, test_more 0, test_own_counter 0
# %% log
seen = ["a"]
class Counter:
    count = 0
    def up(self, by=1):
        Counter.count += by
        return Counter.count
counter = Counter()
# ==== wrong start, and right after that: test_start 0
# %% log
seen = []
class Counter:
    count = 0
    def up(self, by=1):
        self.count += by
        return self.count
counter = Counter()
