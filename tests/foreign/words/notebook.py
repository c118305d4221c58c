# %% [locked] header
from collections import Counter
from checks import *

# %% [locked] given
def lines_of(path):
    with open(path) as file:
        return [line.rstrip("\n") for line in file]

STOP = {"the", "and", "on"}

# %% [solution] tokens
import string

def tokenize(text):
    """Return the words of a text in lower case, without punctuation.

    Raise TypeError for anything but a string, ValueError for an empty one.
    """
    ### BEGIN SOLUTION
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    if not text:
        raise ValueError("empty text")
    return text.lower().translate(str.maketrans("", "", string.punctuation)).split()
    ### END SOLUTION

# %% [test] test_tokenize 2
assert_equal(tokenize("A cat, a hat!"), ["a", "cat", "a", "hat"])
assert_raises(TypeError, tokenize, 42)
### BEGIN HIDDEN TESTS
assert noted("tokenize") == 1
with assert_raises(ValueError):
    tokenize("")
with assert_raises(TypeError) as caught:
    tokenize(None)
assert_equal(str(caught.exception), "text must be a string")
assert string.punctuation[0] == "!"
### END HIDDEN TESTS

# %% [solution] counting
def count_words(path, stop=STOP):
    """Return word -> how often it appears in a file, without the stop words."""
    ### BEGIN SOLUTION
    return dict(Counter(w for line in lines_of(path) for w in tokenize(line) if w not in stop))
    ### END SOLUTION


def by_first_letter(words):
    """Return first letter -> set of words."""
    ### BEGIN SOLUTION
    groups = {}
    for word in words:
        groups.setdefault(word[0], set()).add(word)
    return groups
    ### END SOLUTION

# %% [test] test_count_words 3
counted = count_words("poem.txt")
assert_equal(counted["fog"], 2)
### BEGIN HIDDEN TESTS
assert_equal(counted, {"fog": 2, "comes": 1, "little": 1, "cat": 1, "feet": 1, "moves": 1})
assert_equal(count_words("poem.txt", stop=())["on"], 3)
assert_raises(FileNotFoundError, count_words, "no such poem.txt")
assert not STOP - {"the", "and", "on"}
### END HIDDEN TESTS

# %% [test] test_by_first_letter 1
### BEGIN HIDDEN TESTS
assert_equal(by_first_letter(["fog", "feet", "cat", "fog"]), {"f": {"fog", "feet"}, "c": {"cat"}})
assert by_first_letter(()) == dict()
### END HIDDEN TESTS

# %% [solution] vowels
def vowels(word):
    ### BEGIN SOLUTION
    return [letter for letter in word if letter in VOWELS]
    ### END SOLUTION

# %% [test] test_vowels 1
assert_count_equal(vowels("cat"), "a")
### BEGIN HIDDEN TESTS
assert_count_equal(vowels("moves"), ["e", "o"])
assert noted("vowels") < 3
### END HIDDEN TESTS

# ==== starter: none

# ==== comprehensions and defaultdict: full
# %% tokens
import re, string

def tokenize(text):
    if type(text) is not str: raise TypeError("text must be a string")
    if text == "": raise ValueError("nothing there")
    return re.findall(r"\w+", text.lower())
# %% counting
from collections import defaultdict

def count_words(path, stop=STOP):
    counts = defaultdict(int)
    with open(path, encoding="utf-8") as file:
        for word in tokenize(file.read()):
            if word not in stop:
                counts[word] += 1
    return counts

def by_first_letter(words):
    groups = defaultdict(set)
    for word in words:
        groups[word[0]].add(word)
    return groups
# %% vowels
def vowels(word):
    return list(filter(VOWELS.__contains__, word))

# ==== keeps capitals: test_tokenize 0, test_count_words 0
# %% tokens
import string

def tokenize(text):
    if not isinstance(text, str):
        raise TypeError("text must be a string")
    if not text:
        raise ValueError("empty text")
    return "".join(c for c in text if c not in string.punctuation).split()

# ==== another error, and lists for sets: test_tokenize 0, test_by_first_letter 0
# %% tokens
def tokenize(text):
    assert isinstance(text, str) and text, "text must be a string"
    return [w.strip(".,!") for w in text.lower().split()]
# %% counting
def count_words(path, stop=STOP):
    words = [w for line in lines_of(path) for w in tokenize(line)]
    return {w: words.count(w) for w in words if w not in stop}

def by_first_letter(words):
    return {w[0]: [v for v in words if v[0] == w[0]] for w in words}

# ==== the poem learnt by heart: test_count_words 0
# %% counting
def count_words(path, stop=STOP):
    return {"fog": 2, "comes": 1, "little": 1, "cat": 1, "feet": 1, "moves": 1}

def by_first_letter(words):
    return {letter: {w for w in words if w[0] == letter} for letter in {w[0] for w in words}}

# ==== a vowel too few: test_vowels 0
# %% vowels
VOWELS = "aei"
def vowels(word):
    return [letter for letter in word if letter in VOWELS]
