import json
import sys

from errors import Refused


def answer(*functions):
    """Answers questions from standard input until it ends, each by the function of its name."""
    functions = {function.__name__: function for function in functions}
    for line in sys.stdin:
        question, arguments = json.loads(line)
        try:
            said = {"value": functions[question](**arguments)}
        except Refused as refused:
            said = {"refused": refused.reason}
        print(json.dumps(said), flush=True)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
