def shout(text):
    return text.upper()


WORDS = ["x"]
