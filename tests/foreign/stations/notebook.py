# %% [locked] imports
import csv
import json

# %% [locked] data
with open("settings.json") as file:
    settings = json.load(file)
low, high = settings["thresholds"]

# %% [solution] read
def read(path):
    """Return a list of dicts: name, height as int, rain as float or None."""
    ### BEGIN SOLUTION
    with open(path, newline="") as file:
        return [
            {"name": row["name"], "height": int(row["height"]), "rain": float(row["rain"]) if row["rain"] else None}
            for row in csv.DictReader(file)
        ]
    ### END SOLUTION


stations = read("stations.csv")

# %% [test] test_read 2
assert len(stations) == 4
assert stations[0]["name"] == "Summit"
### BEGIN HIDDEN TESTS
assert stations[1] == {"name": "Valley", "height": 512, "rain": 870.0}
assert isinstance(stations[2]["rain"], float) and stations[3]["rain"] is settings["missing"]
assert read("stations.csv") == stations
### END HIDDEN TESTS

# %% [solution] analyse
# `wet`: the names of the stations above the upper threshold; `rain_by_name`: a dictionary; `mean_height`: of all stations
### BEGIN SOLUTION
wet = [s["name"] for s in stations if s["rain"] and s["rain"] > high]
rain_by_name = {s["name"]: s["rain"] for s in stations}
mean_height = sum(s["height"] for s in stations) / len(stations)
### END SOLUTION

# %% [test] test_analysis 3
assert wet == ["Summit"]
### BEGIN HIDDEN TESTS
assert rain_by_name == {"Summit": 1988.5, "Valley": 870, "Coast": 741.25, "Island": None}
assert round(mean_height, 2) == 879.25
assert json.dumps(rain_by_name, sort_keys=True).startswith('{"Coast": 741.25')
### END HIDDEN TESTS

# ==== starter: none

# ==== by hand: full
# %% read
def read(path):
    rows = []
    for line in open(path).read().splitlines()[1:]:
        name, height, rain = line.split(",")
        rows.append(dict(name=name, height=int(height), rain=None if rain == "" else float(rain)))
    return rows

stations = read("stations.csv")
# %% analyse
import numpy as np
wet = list(filter(None, (s["name"] if (s["rain"] or 0) > 1500 else None for s in stations)))
rain_by_name = dict(zip([s["name"] for s in stations], [s["rain"] for s in stations]))
mean_height = np.mean([s["height"] for s in stations])

# ==== texts: test_read 0, test_analysis 0
# %% read
def read(path):
    with open(path) as file:
        return list(csv.DictReader(file))
stations = read("stations.csv")
# %% analyse
wet = [s["name"] for s in stations if s["rain"] > "1500"]
rain_by_name = {s["name"]: s["rain"] for s in stations}
mean_height = 0

# ==== leaves the island out: test_read 0, test_analysis 0
# %% read
def read(path):
    with open(path) as file:
        return [{"name": r["name"], "height": int(r["height"]), "rain": float(r["rain"])} for r in csv.DictReader(file) if r["rain"]]
stations = read("stations.csv")
