# schema: 1

# %% [locked] given
WORDS = ["tree", "house", "river"]

# %% [solution] longest
def longest(words):
    ### BEGIN SOLUTION
    return max(words, key=len)
    ### END SOLUTION

# %% [test] test_longest 2
assert longest(WORDS) == "house"
### BEGIN HIDDEN TESTS
assert longest(["a"]) == "a"
assert longest(("bb", "a", "cc")) == "bb"
### END HIDDEN TESTS

# %% [program] plot 3
### BEGIN SOLUTION
print("\n".join("#" * len(word) for word in WORDS))
### END SOLUTION

# ==== starter: none

# ==== a loop: full
# %% longest
def longest(words):
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best

# ==== sorted by letters: test_longest 0
# %% longest
def longest(words):
    return sorted(words)[-1]

# ==== the last of equals: test_longest 0
# %% longest
def longest(words):
    return sorted(words, key=len)[-1]
