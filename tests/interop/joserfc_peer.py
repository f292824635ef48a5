"""joserfc as a peer: see peer.py for what it answers."""

import base64
import importlib.metadata
import json
import warnings

from joserfc import errors, jwk, jwt
from joserfc.jws import JWSRegistry

from driver import answer, compact
from errors import Refused

CURVES = {"ES256": "P-256", "ES256K": "secp256k1", "ES384": "P-384", "ES512": "P-521"}
RULES = jwt.JWTClaimsRegistry(
    exp={"essential": True},
    iss={"essential": True, "value": "us"},
    aud={"essential": True, "value": "them"},
)

# It warns of the name EdDSA, which RFC 9864 replaces.
warnings.simplefilter("ignore", errors.SecurityWarning)


def version():
    return f"joserfc {importlib.metadata.version('joserfc')}"


def has(feature):
    if feature == "thumbprint":
        return hasattr(jwk, feature)
    return feature in JWSRegistry.algorithms


def make(algorithm):
    if algorithm.startswith("HS"):
        key = jwk.generate_key("oct", int(algorithm[2:]))
        text = key.as_dict(private=True)
        return {"secret": [text["k"]] * 2, "jwk": [compact(text)] * 2}
    if algorithm in CURVES:
        key = jwk.generate_key("EC", CURVES[algorithm])
    elif algorithm.startswith("Ed"):
        key = jwk.generate_key("OKP", "Ed25519")
    else:
        key = jwk.generate_key("RSA", 2048)
    return {
        "pem": [key.as_pem(private=private).decode() for private in (True, False)],
        "jwk": [compact(key.as_dict(private=private)) for private in (True, False)],
    }


def sign(algorithm, form, key, claims, kid):
    header = {"alg": algorithm, "typ": "JWT"} | ({"kid": kid} if kid else {})
    return jwt.encode(header, json.loads(claims), load(algorithm, form, key), [algorithm])


def verify(algorithm, form, key, token):
    try:
        token = jwt.decode(token, load(algorithm, form, key), [algorithm])
    except errors.InvalidKeyIdError as error:
        raise Refused("key") from error
    except errors.BadSignatureError as error:
        raise Refused("signature") from error
    RULES.validate(token.claims)
    return compact(token.claims)


def thumbprint(jwk):
    return load_jwk(jwk).thumbprint()


def load(algorithm, form, key):
    if form == "set":
        return jwk.KeySet.import_key_set(json.loads(key))
    if form == "jwk":
        return load_jwk(key)
    if form == "secret":
        return jwk.OctKey.import_key(base64.urlsafe_b64decode(key.strip() + "=="))
    family = {"E": "OKP" if algorithm.startswith("Ed") else "EC"}.get(algorithm[0], "RSA")
    return jwk.import_key(key, family)


def load_jwk(text):
    return jwk.import_key(json.loads(text))


answer(version, has, make, sign, verify, thumbprint)
