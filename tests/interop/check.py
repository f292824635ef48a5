"""Sends tokens between the command `jwt` and libraries of other languages.

Usage: check.py PATH_TO_JWT PATH_TO_NODE_MODULES

Every algorithm that both sides have goes both ways, with keys that either side made, in every form
that both read. Claims must come back to the byte. Tokens that somebody changed must be refused.
"""

import base64
import functools
import json
import pathlib
import sys
import tempfile
import time

from command import Command
from errors import Failure, Refused
from key import Key
from peer import Peer

HERE = pathlib.Path(__file__).parent
PYTHON, NODE = sys.executable, str(pathlib.Path(sys.executable).with_name("node"))

# How to start each library's driver, and what the library lacks. When it gains something, the check
# fails until it is taken from here, so that nothing stays unchecked unnoticed.
LIBRARIES = {
    "jose": (
        [NODE, "--disable-warning=ExperimentalWarning", str(HERE / "jose_peer.mjs"), sys.argv[2]],
        {"ES256K"},
    ),
    "joserfc": (
        [PYTHON, str(HERE / "joserfc_peer.py")],
        {"ML-DSA-44", "ML-DSA-65", "ML-DSA-87"},
    ),
    "PyJWT": (
        [PYTHON, str(HERE / "pyjwt_peer.py")],
        {"Ed25519", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "thumbprint"},
    ),
}

# What readers and writers of JSON might differ in, as a writer of either language writes it. Not in
# here: names like "10", which JavaScript puts first.
CLAIMS = json.dumps(
    {
        "sub": 'Zoë \U0001f511 "quoted" \\ / \n\t\x7f\u2028',
        "exp": int(time.time()) + 3600,
        "iss": "us",
        "aud": ["others", "them"],
        "nbf": int(time.time()) - 10.5,
        "": {"zero": 0, "large": 2**53 - 1, "small": 1 - 2**53, "half": 0.5, "list": [{}, "", []]},
        "list": [True, False, None],
    },
    ensure_ascii=False,
    separators=(",", ":"),
)


def main():
    command = Command(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        ours = {algorithm: command.keys(algorithm, folder) for algorithm in command.algorithms()}
        checks = []
        for name, (arguments, lacks) in LIBRARIES.items():
            (folder / name).mkdir()
            with Peer(name, arguments) as peer:
                checks.append(Check(command, peer, folder / name))
                checks[-1].run(ours, lacks)
    accepted = sum(check.accepted for check in checks)
    refused = sum(check.refused for check in checks)
    print(f"{accepted} tokens accepted and {refused} refused, as they should be")


class Check:
    """One library, and how many tokens were accepted and refused that should be."""

    def __init__(self, command, peer, folder):
        self.command, self.peer, self.folder = command, peer, folder
        self.accepted = self.refused = 0

    def run(self, ours, lacks):
        print(self.peer.ask("version"))
        for feature in sorted({*ours, *lacks, "thumbprint"}):
            if self.peer.ask("has", feature=feature) == (feature in lacks):
                verb = "has" if feature in lacks else "lacks"
                raise Failure(f"{self.peer.name} {verb} {feature} by now: change LIBRARIES")
        public = []
        for algorithm, keys in ours.items():
            if algorithm in lacks:
                print(f"  {algorithm:<10} is not in {self.peer.name}")
                continue
            theirs = self.counted(algorithm, self.algorithm, algorithm, keys)
            jwks = [key for key in keys + theirs if key.form == "jwk"]
            if "thumbprint" not in lacks:
                self.thumbprint(jwks[0])
            # No set has secrets in it.
            public += jwks if "pem" in (key.form for key in keys) else []
        self.counted("a key set", self.key_set, public)

    def counted(self, what, check, *arguments):
        accepted, refused, start = self.accepted, self.refused, time.monotonic()
        made = check(*arguments)
        accepted, refused = self.accepted - accepted, self.refused - refused
        if not (accepted and refused):
            raise Failure(f"{self.peer.name}, {what}: no token was checked")
        took = time.monotonic() - start
        print(f"  {what:<10} {accepted:3} accepted, {refused:3} refused, {took:.1f} s", flush=True)
        return made

    def algorithm(self, algorithm, ours):
        """Checks all forms of a key of ours and of one of theirs. Gives theirs."""
        theirs = [
            Key(algorithm, "theirs", form, private, public, self.folder)
            for form, (private, public) in self.peer.ask("make", algorithm=algorithm).items()
        ]
        if [key.form for key in theirs] != [key.form for key in ours]:
            raise Failure(f"{self.peer.name} makes {algorithm} keys in other forms than jwt")
        for key in ours + theirs:
            self.both_ways(key, key)
        return theirs

    def thumbprint(self, jwk):
        """Checks that the library gives a key the name that `jwt keygen` gave it."""
        thumbprint, kid = self.peer.ask("thumbprint", jwk=jwk.public), json.loads(jwk.public)["kid"]
        if thumbprint != kid:
            raise Failure(f"{self.peer.name}, {jwk}: thumbprint {thumbprint}, but kid {kid}")

    def key_set(self, keys):
        """Checks that each side picks the right key of a set."""
        members = {f"{key.algorithm} {key.maker}": key for key in keys}
        private = jwk_set((kid, key.algorithm, key.private) for kid, key in members.items())
        public = jwk_set((kid, key.algorithm, key.public) for kid, key in members.items())
        jwks = Key(None, "both", "set", private, public, self.folder)
        for kid, key in members.items():
            self.both_ways(key, jwks, kid)
            another = f"{key.algorithm} {'ours' if key.maker == 'theirs' else 'theirs'}"
            for kid, reason in (another, "signature"), ("nobody", "key"):
                to_us, to_them = self.verifiers(key.algorithm, jwks)
                self.refuses(reason, to_them, self.command.sign(key, CLAIMS, kid), key)
                self.refuses(reason, to_us, self.peer.sign(key, CLAIMS, kid), key)

    def both_ways(self, key, source, kid=None):
        """Checks a token of either side with the other. The source is the key, or a set with it."""
        to_us, to_them = self.verifiers(key.algorithm, source)
        for verify, token in (
            (to_them, self.command.sign(source, CLAIMS, kid)),
            (to_us, self.peer.sign(key, CLAIMS, kid)),
        ):
            try:
                claims = verify(token)
            except Refused as refused:
                raise Failure(f"{self.peer.name}, {key}: {token} refused: {refused}") from refused
            if claims != CLAIMS:
                raise Failure(f"{self.peer.name}, {key}: {claims} instead of {CLAIMS}")
            self.accepted += 1
            # With a set, what is asked is which key it takes.
            for other in changed(token) if source is key else ():
                self.refuses("signature", verify, other, key)

    def verifiers(self, algorithm, key):
        """How a token of the library is verified, and how one of ours is."""
        to_us = functools.partial(self.command.verify, key)
        to_them = functools.partial(self.peer.verify, algorithm, key)
        return to_us, to_them

    def refuses(self, reason, verify, token, key):
        try:
            verify(token)
        except Refused as refused:
            if refused.reason == reason:
                self.refused += 1
                return
            said = f"refused for {refused.reason}"
        else:
            said = "accepted"
        raise Failure(f"{self.peer.name}, {key}: {said}, must be refused for {reason}: {token}")


def jwk_set(members):
    keys = [json.loads(jwk) | {"kid": kid, "alg": alg, "use": "sig"} for kid, alg, jwk in members]
    return json.dumps({"keys": keys})


def changed(token):
    """The same token with another signature, and with another payload."""
    header, payload, signature = token.split(".")
    middle = len(signature) // 2
    other = "B" if signature[middle] == "A" else "A"
    yield ".".join([header, payload, signature[:middle] + other + signature[middle + 1 :]])
    claims = base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    claims = claims.replace(b'"others"', b'"nobody"')
    yield ".".join([header, base64.urlsafe_b64encode(claims).decode().rstrip("="), signature])


try:
    main()
except Failure as failure:
    sys.exit(f"interop: {failure}")
