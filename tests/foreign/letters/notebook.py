# %% [locked] imports
import re
from collections import Counter

# %% [solution] letters
def palindrome(text):
    """Return whether the letters and digits read the same backwards, regardless of case."""
    ### BEGIN SOLUTION
    letters = [c for c in text.casefold() if c.isalnum()]
    return letters == letters[::-1]
    ### END SOLUTION


def emails(text):
    """Return all addresses in a text, as a list without duplicates, in order."""
    ### BEGIN SOLUTION
    return list(dict.fromkeys(re.findall(r"[\w.]+@\w+(?:\.\w+)+", text)))
    ### END SOLUTION


def top(text, n):
    """Return the n most frequent letters as pairs (letter, count), ties in the order of the letters."""
    ### BEGIN SOLUTION
    counts = Counter(c for c in text.lower() if c.isalpha())
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]
    ### END SOLUTION

# %% [test] test_palindrome 1
assert palindrome("Was it a car or a cat I saw?") and not palindrome("ab")
### BEGIN HIDDEN TESTS
assert palindrome("") and palindrome("ßs s")
assert not palindrome("Ελλάδα")
assert palindrome("1, 2; 1")
### END HIDDEN TESTS

# %% [test] test_emails 1
assert emails("ask ada@example.org") == ["ada@example.org"]
### BEGIN HIDDEN TESTS
assert emails("a.b@c.de, x@y.co.uk; a.b@c.de") == ["a.b@c.de", "x@y.co.uk"]
assert emails("nobody@home") == []
### END HIDDEN TESTS

# %% [test] test_top 1
assert top("Banana", 2) == [("a", 3), ("n", 2)]
### BEGIN HIDDEN TESTS
assert top("zzyyx", 2) == [("y", 2), ("z", 2)]
assert top("日本日", 1) == [("日", 2)] and top("12", 3) == []
### END HIDDEN TESTS

# ==== starter: none

# ==== loops: full
# %% letters
def palindrome(text):
    s = "".join(filter(str.isalnum, text)).casefold()
    return all(a == b for a, b in zip(s, reversed(s)))
def emails(text):
    found = []
    for word in re.split(r"[\s,;]+", text):
        if re.fullmatch(r"[^@]+@[^@.]+(\.[^@.]+)+", word) and word not in found:
            found.append(word)
    return found
def top(text, n):
    text = [c for c in text.lower() if c.isalpha()]
    return sorted({(c, text.count(c)) for c in text}, key=lambda p: (-p[1], p[0]))[:n]

# ==== capitals count, sets, lists: test_palindrome 0, test_emails 0, test_top 0
# %% letters
def palindrome(text):
    text = text.replace(" ", "")
    return text == text[::-1]
def emails(text):
    return set(re.findall(r"\S+@\S+", text))
def top(text, n):
    return Counter(text).most_common(n)
