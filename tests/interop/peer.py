import json
import subprocess

from errors import Failure, Refused


class Peer:
    """A library behind its driver: a program that answers questions, a line of JSON each.

    Every driver knows the same questions:

    - `version`: the library's name and version.
    - `has`: whether the library has an algorithm, or else a `thumbprint`.
    - `make`: a new key, private and public, in each of its forms.
    - `sign`: a token of claims, with a key in one form.
    - `verify`: the claims of a token from `us` to `them`, with a key in one form.
    - `thumbprint`: that of a JWK.
    """

    def __init__(self, name, arguments):
        self.name = name
        self.process = subprocess.Popen(
            arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait()

    def sign(self, key, claims, kid=None):
        return self.ask(
            "sign", algorithm=key.algorithm, form=key.form, key=key.private, claims=claims, kid=kid
        )

    def verify(self, algorithm, key, token):
        """The claims of a token as compact JSON."""
        return self.ask("verify", algorithm=algorithm, form=key.form, key=key.public, token=token)

    def ask(self, question, **arguments):
        """The answer, or Refused. Whatever else goes wrong ends the driver, which has said why."""
        print(json.dumps([question, arguments]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise Failure(f"{self.name} has no answer to {question} with {arguments}")
        answer = json.loads(line)
        if "refused" in answer:
            raise Refused(answer["refused"])
        return answer["value"]
