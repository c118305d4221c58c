# %% [locked] given
registry = {}
log = []

# %% [solution] register
def register(name, price):
    """Enter a price into the global registry; raise KeyError if the name already has one."""
    ### BEGIN SOLUTION
    if name in registry:
        raise KeyError(name)
    registry[name] = price
    log.append(name)
    ### END SOLUTION


def total(names):
    ### BEGIN SOLUTION
    return sum(registry[name] for name in names)
    ### END SOLUTION


def discount(percent):
    """Lower all prices in the registry."""
    ### BEGIN SOLUTION
    for name in registry:
        registry[name] *= 1 - percent / 100
    ### END SOLUTION

# %% [test] test_register 2
register("tea", 2.0)
assert registry == {"tea": 2.0}
### BEGIN HIDDEN TESTS
register("milk", 1.0)
assert log == ["tea", "milk"]
try:
    register("tea", 3)
except KeyError:
    pass
else:
    raise AssertionError("twice the same name")
assert registry["tea"] == 2.0
### END HIDDEN TESTS

# %% [test] test_total 1
# continues with the entries that the cell above left in the registry
### BEGIN HIDDEN TESTS
assert total(["tea", "milk"]) == 3
registry["cake"] = 4.5
assert total(["cake"]) == 4.5
### END HIDDEN TESTS

# %% [test] test_discount 2
registry.clear()
registry.update(a=10, b=20)
### BEGIN HIDDEN TESTS
discount(50)
assert registry == {"a": 5, "b": 10}
### END HIDDEN TESTS

# ==== starter: none

# ==== other words: full
# %% register
def register(name, price):
    assert isinstance(registry, dict)
    if registry.setdefault(name, price) is not price or name in log:
        raise KeyError
    log.extend([name])
def total(names):
    return sum(map(registry.get, names))
def discount(percent):
    registry.update({name: price * (100 - percent) / 100 for name, price in registry.items()})

# ==== a registry of its own: test_register 0, test_total 0, test_discount 0
# %% register
own = {}
def register(name, price):
    own[name] = price
def total(names):
    return sum(own.get(name, 0) for name in names)
def discount(percent):
    for name in own:
        own[name] -= percent

# ==== overwrites, rounds: test_register 0, test_total 0
# %% register
def register(name, price):
    registry[name] = price
    log.append(name)
def total(names):
    return sum(registry[n] for n in names)
def discount(percent):
    for name in list(registry):
        registry[name] = registry[name] * (100 - percent) // 100
