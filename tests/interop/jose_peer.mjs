// jose as a peer: see peer.py for what it answers.
//
// Usage: jose_peer.mjs PATH_TO_NODE_MODULES

import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(join(resolve(process.argv[2]), "anything"));
const jose = require("jose");

const functions = { version, has, make, sign, verify, thumbprint };

/** A token was refused: for its "signature", or since there is no "key" for it. */
class Refused extends Error {}

function version() {
  const path = join(resolve(process.argv[2]), "jose", "package.json");
  return `jose ${require(path).version} on Node.js ${process.versions.node}`;
}

async function has({ feature }) {
  if (feature === "thumbprint") return "calculateJwkThumbprint" in jose;
  const generate = feature.startsWith("HS") ? jose.generateSecret : jose.generateKeyPair;
  try {
    await generate(feature);
    return true;
  } catch (error) {
    if (error instanceof jose.errors.JOSENotSupported) return false;
    throw error;
  }
}

async function make({ algorithm }) {
  const options = { extractable: true };
  if (algorithm.startsWith("HS")) {
    const jwk = await jose.exportJWK(await jose.generateSecret(algorithm, options));
    return { secret: [jwk.k, jwk.k], jwk: [JSON.stringify(jwk), JSON.stringify(jwk)] };
  }
  const { privateKey, publicKey } = await jose.generateKeyPair(algorithm, options);
  const jwk = async (key) => JSON.stringify(await jose.exportJWK(key));
  return {
    pem: [await jose.exportPKCS8(privateKey), await jose.exportSPKI(publicKey)],
    jwk: [await jwk(privateKey), await jwk(publicKey)],
  };
}

async function sign({ algorithm, form, key, claims, kid }) {
  const header = { alg: algorithm, typ: "JWT", ...(kid && { kid }) };
  const token = new jose.SignJWT(JSON.parse(claims)).setProtectedHeader(header);
  return token.sign(await load(algorithm, form, key, jose.importPKCS8));
}

async function verify({ algorithm, form, key, token }) {
  const rules = { algorithms: [algorithm], issuer: "us", audience: "them", requiredClaims: ["exp"] };
  try {
    const loaded = await load(algorithm, form, key, jose.importSPKI);
    return JSON.stringify((await jose.jwtVerify(token, loaded, rules)).payload);
  } catch (error) {
    if (error instanceof jose.errors.JWKSNoMatchingKey) throw new Refused("key");
    if (error instanceof jose.errors.JWSSignatureVerificationFailed) throw new Refused("signature");
    throw error;
  }
}

function thumbprint({ jwk }) {
  return jose.calculateJwkThumbprint(JSON.parse(jwk));
}

async function load(algorithm, form, key, pem) {
  if (form === "set") return jose.createLocalJWKSet(JSON.parse(key));
  if (form === "jwk") return jose.importJWK(JSON.parse(key), algorithm);
  if (form === "secret") return Buffer.from(key.trim(), "base64url");
  return pem(key, algorithm);
}

for await (const line of createInterface({ input: process.stdin })) {
  const [question, parameters] = JSON.parse(line);
  let said;
  try {
    said = { value: await functions[question](parameters) };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    said = { refused: error.message };
  }
  console.log(JSON.stringify(said));
}
