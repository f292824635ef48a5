// The five troubles that everybody meets, each at its field.

import { expect, field, open, test, token, typeJson } from "./support.ts";

test("a key of a wrong kind is told at the key", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await page.getByLabel("Algorithm").selectOption("RS256");
  await expect(field(page, "secretFile").getByRole("alert")).toContainText(
    "RS256 needs an RSA private key, but keys/orders.pem holds an EC P-256 private key",
  );
  await expect(page.locator(".token-pane .chip")).toHaveText("Not signed");
});

test("a payload that is no JSON is told at its line", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await typeJson(page, "Payload, JSON", '{\n  "role": reader\n}');
  await expect(field(page, "payload").getByRole("alert")).toContainText("at line 2 column 11");
  await expect(page.locator(".cm-lintRange-error")).toHaveText("reader");
});

test("another algorithm in the header is told at the header", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await typeJson(page, "Header, JSON", '{ "alg": "none" }');
  await expect(field(page, "headers").getByRole("alert")).toContainText('headers.alg is "none" but algorithm is ES256');
});

test("a token that has expired is told at the payload", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await typeJson(page, "Payload, JSON", '{ "exp": 1700000000 }');
  await expect(field(page, "payload")).toContainText("the token expired");
  await expect(page.locator(".claims .late")).toContainText("expired");
});

test("a signature by another key is told where tokens are inspected", async ({ desk: { page } }) => {
  const signed = await token(page);
  await page.getByRole("tab", { name: "Inspect" }).click();
  await page.getByLabel("Token", { exact: true }).fill(signed);
  await expect(page.locator(".verdict")).toHaveAttribute("data-state", "decoded");
  const other = "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n-----END PUBLIC KEY-----\n";
  await page.getByLabel("Key", { exact: true }).fill(other);
  await expect(page.locator(".verdict")).toHaveAttribute("data-state", "invalid-signature");
  await expect(page.locator(".verdict")).toContainText("Invalid signature");
});
