"""Tokens of the command `jwt` verify with PyJWT, and PyJWT's with the command.

Usage: pyjwt.py PATH_TO_JWT
"""

import base64
import json
import pathlib
import subprocess
import sys
import tempfile
import time

import jwt

COMMAND = sys.argv[1]
HMAC = ["HS256", "HS384", "HS512"]
ASYMMETRIC = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]


def run(*arguments, check=True):
    done = subprocess.run([COMMAND, *arguments], capture_output=True, text=True)
    if check and done.returncode != 0:
        sys.exit(f"jwt {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done


def keys(algorithm, folder):
    """The private key's file, the public key's file, and both as PyJWT takes them."""
    private, public = folder / f"{algorithm}.key", folder / f"{algorithm}.pub"
    if algorithm in HMAC:
        run("keygen", "--alg", algorithm, "--format", "jwk", "--out", str(private))
        k = json.loads(private.read_text())["k"]
        secret = base64.urlsafe_b64decode(k + "=" * (-len(k) % 4))
        return private, private, secret, secret
    run("keygen", "--alg", algorithm, "--out", str(private), "--public-out", str(public))
    return private, public, private.read_text(), public.read_text()


def tampered(token):
    header, payload, signature = token.split(".")
    return ".".join([header, payload, ("B" if signature[0] == "A" else "A") + signature[1:]])


def check(algorithm, folder):
    private, public, signing, verifying = keys(algorithm, folder)
    rules = ["--alg", algorithm, "--issuer", "us", "--audience", "them"]

    ours = run(
        "sign", "--key", str(private), "--alg", algorithm, "--claims", '{"name":"Zoë"}',
        "--issuer", "us", "--audience", "them", "--expires-in", "5m", "--kid", "k1",
    ).stdout.strip()
    claims = jwt.decode(ours, verifying, algorithms=[algorithm], issuer="us", audience="them")
    assert claims["name"] == "Zoë", claims
    assert jwt.get_unverified_header(ours)["kid"] == "k1"
    try:
        jwt.decode(tampered(ours), verifying, algorithms=[algorithm], audience="them")
        sys.exit(f"PyJWT took a tampered {algorithm} token")
    except jwt.InvalidSignatureError:
        pass

    claims = {"name": "Zoë", "iss": "us", "aud": ["them", "others"], "exp": int(time.time()) + 60}
    theirs = jwt.encode(claims, signing, algorithm=algorithm)
    back = json.loads(run("verify", theirs, "--key", str(public), *rules).stdout)
    assert back == claims, back
    refused = run("verify", tampered(theirs), "--key", str(public), *rules, check=False)
    assert refused.returncode == 1 and "SIGNATURE" in refused.stderr, refused.stderr


with tempfile.TemporaryDirectory() as folder:
    for algorithm in HMAC + ASYMMETRIC:
        check(algorithm, pathlib.Path(folder))
        print(f"{algorithm}: ours verify with PyJWT {jwt.__version__}, theirs with ours")
