# secrets: 232.78

# %% [solution] temperature
class Temperature:
    """A temperature. `celsius` is never below -273.15 (else a ValueError); `fahrenheit` is computed and can be set.
    `count` is the number of temperatures; write `Temperature.parse("20 C")` and `Temperature.is_valid(t)` too."""

    ### BEGIN SOLUTION
    count = 0

    def __init__(self, celsius):
        self.celsius = celsius
        type(self).count += 1

    @property
    def celsius(self):
        return self._celsius

    @celsius.setter
    def celsius(self, value):
        if not self.is_valid(value):
            raise ValueError("below absolute zero")
        self._celsius = value

    @property
    def fahrenheit(self):
        return self._celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self.celsius = (value - 32) * 5 / 9

    @classmethod
    def parse(cls, text):
        return cls(float(text.split()[0]))

    @staticmethod
    def is_valid(celsius):
        return celsius >= -273.15

    def __lt__(self, other):
        return self.celsius < other.celsius
    ### END SOLUTION

# %% [test] test_degrees 2
t = Temperature(100)
assert t.fahrenheit == 212
### BEGIN HIDDEN TESTS
t.fahrenheit = 451
assert round(t.celsius, 2) == 232.78
t.celsius = 0
assert t.fahrenheit == 32
### END HIDDEN TESTS

# %% [test] test_limits 2
assert Temperature.is_valid(0) and not Temperature.is_valid(-300)
### BEGIN HIDDEN TESTS
def raises(action):
    try:
        action()
    except ValueError:
        return True
    return False

assert raises(lambda: Temperature(-274))
assert raises(lambda: setattr(t, "celsius", -500)) and t.celsius == 0
### END HIDDEN TESTS

# %% [test] test_class 2
before = Temperature.count
assert Temperature.parse("20 C").celsius == 20
### BEGIN HIDDEN TESTS
assert Temperature.count == before + 1
assert Temperature(1) < Temperature(2)
assert abs(sorted([Temperature(3), Temperature(-3)])[0].celsius + 3) < 1e-9
assert isinstance(Temperature.parse("1 C"), Temperature) and hasattr(t, "celsius") and not hasattr(t, "kelvin")
### END HIDDEN TESTS

# ==== starter: none

# ==== keeps fahrenheit: full
# %% temperature
from functools import total_ordering
@total_ordering
class Temperature:
    count = 0
    def __init__(self, celsius):
        self._set(celsius)
        Temperature.count = Temperature.count + 1
    def _get(self):
        return (self.fahrenheit - 32) / 1.8
    def _set(self, c):
        if not c >= -273.15:
            raise ValueError(c)
        self.fahrenheit = c * 1.8 + 32
    celsius = property(_get, _set)
    @classmethod
    def parse(cls, text):
        number, unit = text.split(" ")
        return Temperature(float(number))
    @staticmethod
    def is_valid(t):
        return -273.15 <= t
    def __lt__(self, other):
        return self.fahrenheit < other.fahrenheit

# ==== plain attributes: test_degrees 0, test_limits 0, test_class 0
# %% temperature
class Temperature:
    def __init__(self, celsius):
        self.celsius = celsius
        self.fahrenheit = celsius * 9 / 5 + 32
    def parse(text):
        return float(text.split()[0])
    def is_valid(celsius):
        return celsius > -273
