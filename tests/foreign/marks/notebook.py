# %% [markdown]
# # Every kind of cell

# %% [task] poster 5
# Make a poster of your results, and hand it in on paper.
# ### BEGIN MARK SCHEME
# one point for each colour
# ### END MARK SCHEME

# %% [locked] data
ages = {"Ada": 36, "Alan": 41, "Grace": 85}

# %% [solution] oldest
def oldest(people):
    ### BEGIN SOLUTION
    return max(people, key=people.get)
    ### END SOLUTION

# %% [locked] try_oldest
assert oldest({"x": 1}) == "x", "try again"

# %% [locked skip] slow_demonstration
import time
time.sleep(3600)

# %% [test] test_oldest 2
assert oldest(ages) == "Grace"
### BEGIN HIDDEN TESTS
assert oldest({**ages, "Noah": 950}) == "Noah"
### END HIDDEN TESTS

# %% [manual] why 3
# Because people get older.

# %% [program] chart 4
### BEGIN SOLUTION
for name, age in ages.items():
    print(name, "*" * (age // 10))
### END SOLUTION

# %% [test] test_chart 1
# a test also checks part of the work that a person grades
### BEGIN HIDDEN TESTS
assert sorted(ages) == ["Ada", "Alan", "Grace"], "the data stay as they are"
### END HIDDEN TESTS

# %%
# a free cell
print(oldest(ages))

# ==== starter: test_oldest 0

# ==== a loop: full
# %% oldest
def oldest(people):
    best = None
    for name, age in people.items():
        if best is None or age > people[best]:
            best = name
    return best
# %% why
# I do not know.
# %% chart
print(ages)

# ==== the youngest, another chart: test_oldest 0
# %% oldest
def oldest(people):
    return min(people, key=people.get)
# %% chart
for age in sorted(ages.values()): print("=" * age)
