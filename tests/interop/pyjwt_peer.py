"""PyJWT as a peer: see peer.py for what it answers."""

import base64
import json
import secrets

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from jwt.algorithms import get_default_algorithms

from driver import answer, compact
from errors import Refused

CURVES = {
    "ES256": ec.SECP256R1(),
    "ES256K": ec.SECP256K1(),
    "ES384": ec.SECP384R1(),
    "ES512": ec.SECP521R1(),
}


def version():
    return f"PyJWT {jwt.__version__}"


def has(feature):
    if feature == "thumbprint":
        return hasattr(jwt.PyJWK, feature)
    return feature in get_default_algorithms()


def make(algorithm):
    jwk = get_default_algorithms()[algorithm].to_jwk
    if algorithm.startswith("HS"):
        secret = secrets.token_bytes(int(algorithm[2:]) // 8)
        text = base64.urlsafe_b64encode(secret).decode()
        return {"secret": [text] * 2, "jwk": [jwk(secret)] * 2}
    if algorithm in CURVES:
        private = ec.generate_private_key(CURVES[algorithm])
    elif algorithm == "EdDSA":
        private = ed25519.Ed25519PrivateKey.generate()
    else:
        private = rsa.generate_private_key(65537, 2048)
    public = private.public_key()
    pem = [
        private.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
        public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
    ]
    return {"pem": [half.decode() for half in pem], "jwk": [jwk(private), jwk(public)]}


def sign(algorithm, form, key, claims, kid):
    headers = {"kid": kid} if kid else None
    return jwt.encode(json.loads(claims), load(algorithm, form, key), algorithm, headers)


def verify(algorithm, form, key, token):
    key = pick(key, token) if form == "set" else load(algorithm, form, key)
    try:
        return compact(jwt.decode(token, key, [algorithm], issuer="us", audience="them"))
    except jwt.InvalidSignatureError as error:
        raise Refused("signature") from error


def pick(jwks, token):
    kid = jwt.get_unverified_header(token)["kid"]
    jwks = jwt.PyJWKSet.from_json(jwks)
    try:
        return jwks[kid]
    except KeyError as error:
        raise Refused("key") from error


def load(algorithm, form, key):
    if form == "jwk":
        return jwt.PyJWK.from_json(key, algorithm)
    if form == "secret":
        return base64.urlsafe_b64decode(key.strip() + "==")
    return key


answer(version, has, make, sign, verify)
