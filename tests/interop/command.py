import json
import subprocess

from errors import Failure, Refused
from key import Key

# The command's words for why it refuses.
REASONS = {"SIGNATURE": "signature", "KID": "key"}


class Command:
    """The command `jwt`."""

    def __init__(self, path):
        self.path = path

    def algorithms(self):
        return [row["algorithm"] for row in json.loads(self.run("algorithms", "--json"))]

    def keys(self, algorithm, folder):
        """A new key for each form that the algorithm's keys have."""
        first = "secret" if algorithm.startswith("HS") else "pem"
        return [self.key(algorithm, form, folder) for form in (first, "jwk")]

    def key(self, algorithm, form, folder):
        private, public = folder / f"{algorithm}.{form}", folder / f"{algorithm}.pub.{form}"
        arguments = ["keygen", "--alg", algorithm, "--format", form, "--out", private]
        if algorithm.startswith("HS"):
            public = private
        else:
            arguments += ["--public-out", public]
        self.run(*arguments)
        return Key(algorithm, "ours", form, private.read_text(), public.read_text(), folder)

    def sign(self, key, claims, kid=None):
        arguments = ["sign", "--claims", "-", "--issued-at", "off", *source(key, key.private_file)]
        arguments += ["--kid", kid] if kid else []
        return self.run(*arguments, stdin=claims).strip()

    def verify(self, key, token):
        """The claims of a token as compact JSON."""
        arguments = ["verify", "--json", "--issuer", "us", "--audience", "them"]
        arguments += source(key, key.public_file)
        verdict = json.loads(self.run(*arguments, stdin=token, statuses=(0, 1)))
        if not verdict["valid"]:
            raise Refused(REASONS.get(verdict["code"], verdict["code"]))
        return json.dumps(verdict["claims"], ensure_ascii=False, separators=(",", ":"))

    def run(self, *arguments, stdin="", statuses=(0,)):
        done = subprocess.run(
            [self.path, *arguments], input=stdin, capture_output=True, encoding="utf-8"
        )
        if done.returncode not in statuses:
            words = " ".join(str(argument) for argument in arguments)
            raise Failure(f"jwt {words}: exit {done.returncode}\n{done.stderr}")
        return done.stdout


def source(key, file):
    """The options for a key. A set's keys tell their algorithms themselves."""
    algorithm = ["--alg", key.algorithm] if key.algorithm else []
    if key.form == "secret":
        return ["--secret-file", file, "--secret-encoding", "base64url", *algorithm]
    return ["--key", file, *algorithm]
