# secrets: "narwhal"
# inside:
# %% [solution] say
# %%capture said
### BEGIN SOLUTION
print("hello")
print("world")
### END SOLUTION
# %% [test] test_said 2
assert said.stdout.split() == ["hello", "world"]
### BEGIN HIDDEN TESTS
assert "narwhal" not in said.stdout
### END HIDDEN TESTS
# %% [solution] value
### BEGIN SOLUTION
sum(range(5))
### END SOLUTION
# %% [test] test_value 1
assert _ == 10
# %% [solution] clock
### BEGIN SOLUTION
# %time n = sum([1, 2])
### END SOLUTION
# %% [test] test_clock 1
assert n == 3
# ==== full:
# ==== starter: none
# ==== wrong: test_said 0, test_value 0
# %% say
# %%capture said
print("hello")
# %% value
sum(range(4))
