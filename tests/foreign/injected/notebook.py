# %% [solution] weather
def read_sensor(station):
    """Return the temperature at a station; here, always the yearly average."""
    ### BEGIN SOLUTION
    return {"north": 4.0, "south": 16.0}[station]
    ### END SOLUTION


def warmest(stations):
    """Return the station for which `read_sensor` gives the highest temperature."""
    ### BEGIN SOLUTION
    return max(stations, key=read_sensor)
    ### END SOLUTION


def report(station):
    ### BEGIN SOLUTION
    try:
        return f"{station}: {read_sensor(station):.1f} °C"
    except OSError:
        return f"{station}: no answer"
    ### END SOLUTION

# %% [test] test_sensor 1
assert read_sensor("north") < read_sensor("south")
### BEGIN HIDDEN TESTS
assert warmest(["north", "south"]) == "south"
assert report("south") == "south: 16.0 °C"
### END HIDDEN TESTS

# %% [test] test_warmest 2
# replace the sensor for this test
original = read_sensor
asked = []
def read_sensor(station):
    asked.append(station)
    return len(station)

assert warmest(["a", "abc", "ab"]) == "abc"
### BEGIN HIDDEN TESTS
assert sorted(asked) == ["a", "ab", "abc"], "ask each station once"
### END HIDDEN TESTS
read_sensor = original

# %% [test] test_report 2
def read_sensor(station):
    raise OSError("broken")

assert report("north") == "north: no answer"
### BEGIN HIDDEN TESTS
read_sensor = lambda station: -3.25
assert report("x") in ("x: -3.2 °C", "x: -3.3 °C")
### END HIDDEN TESTS
del read_sensor

# ==== starter: none

# ==== loops: full
# %% weather
table = dict(north=4.0, south=16.0)
def read_sensor(station):
    return table[station]
def warmest(stations):
    best, highest = None, float("-inf")
    for s in stations:
        t = read_sensor(s)
        if t > highest:
            best, highest = s, t
    return best
def report(station):
    try:
        t = read_sensor(station)
    except OSError:
        return station + ": no answer"
    return "%s: %.1f °C" % (station, t)

# ==== knows the table, catches nothing: test_warmest 0, test_report 0
# %% weather
table = dict(north=4.0, south=16.0)
def read_sensor(station):
    return table[station]
def warmest(stations):
    return max(stations, key=lambda s: table.get(s, 0))
def report(station):
    return "%s: %.1f °C" % (station, read_sensor(station))

# ==== asks twice: test_warmest 0
# %% weather
def read_sensor(station):
    return 4.0 if station == "north" else 16.0
def warmest(stations):
    best = stations[0]
    for s in stations:
        if read_sensor(s) > read_sensor(best):
            best = s
    return best
def report(station):
    try:
        return f"{station}: {read_sensor(station):.1f} °C"
    except Exception:
        return f"{station}: no answer"
