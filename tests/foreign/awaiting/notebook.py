# inside: test_fetch test_gather

# %% [locked] imports
import asyncio

# %% [locked] server
async def answer(question):
    """Answer as a slow server does."""
    await asyncio.sleep(0.001)
    if question < 0:
        raise ValueError(question)
    return question * 2

# %% [locked] try_it
await answer(1)

# %% [solution] fetch
async def fetch_all(questions):
    """Ask all questions at the same time; return the answers in order, with None in place of a ValueError."""
    ### BEGIN SOLUTION
    async def one(question):
        try:
            return await answer(question)
        except ValueError:
            return None

    return await asyncio.gather(*map(one, questions))
    ### END SOLUTION


def double(x):
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% [test] test_fetch 2
assert list(await fetch_all([1, 2])) == [2, 4]
### BEGIN HIDDEN TESTS
assert list(await fetch_all([])) == []
assert list(await fetch_all([5, -1])) == [10, None]
### END HIDDEN TESTS

# %% [test] test_gather 1
started = asyncio.get_event_loop().time()
await fetch_all(range(50))
### BEGIN HIDDEN TESTS
_first, second = await asyncio.gather(fetch_all([1]), fetch_all([2]))
assert list(second) == [4]
### END HIDDEN TESTS

# %% [test] test_double 1
assert double(4) == 8
### BEGIN HIDDEN TESTS
assert double("ab") == "abab" and double(0) == 0
### END HIDDEN TESTS

# ==== starter: none

# ==== tasks: full
# %% fetch
async def fetch_all(questions):
    tasks = [asyncio.create_task(answer(q)) for q in questions]
    found = await asyncio.gather(*tasks, return_exceptions=True)
    return [None if isinstance(f, Exception) else f for f in found]
def double(x):
    return x + x

# ==== forgets to wait: test_fetch 0, test_gather 0
# %% fetch
def fetch_all(questions):
    return [answer(q) for q in questions]
def double(x):
    return x * 2

# ==== lets the error out: test_fetch 0, test_double 0
# %% fetch
async def fetch_all(questions):
    return [await answer(q) for q in questions]
def double(x):
    return x ** 2 / 2
