import { SignJWT, UnsecuredJWT } from "jose";
import { expect, test, token } from "./support.ts";

const SECRET = "a secret that is long enough for it";
const sign = (claims: object) =>
  new SignJWT({ ...claims }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(SECRET));
const now = Math.floor(Date.now() / 1000);

test("every state of a token is told apart", async ({ desk: { page } }) => {
  await page.getByRole("tab", { name: "Inspect" }).click();
  const inspected = page.getByLabel("Token", { exact: true });
  const verdict = page.locator(".verdict");
  const cases: [string, string, string][] = [
    ["a.b.c", "", "malformed"],
    [await sign({ exp: now + 300 }), "", "decoded"],
    [await sign({ exp: now + 300 }), SECRET, "verified"],
    [await sign({ exp: now + 300 }), `${SECRET}!`, "invalid-signature"],
    [await sign({ exp: now - 300 }), SECRET, "expired"],
    [await sign({ exp: now + 300, nbf: now + 200 }), SECRET, "not-yet-valid"],
    [new UnsecuredJWT({ sub: "ann" }).encode(), "", "unsecured"],
  ];
  for (const [token, key, state] of cases) {
    await inspected.fill(token);
    await page.getByLabel("Key", { exact: true }).fill(key);
    await expect(verdict, state).toHaveAttribute("data-state", state);
  }
});

test("a shared link has no signature, and opens without the command's secret", async ({ desk: { page, origin }, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const signed = await token(page);
  await page.getByRole("tab", { name: "Inspect" }).click();
  await page.getByLabel("Token", { exact: true }).fill(signed);
  await page.getByRole("button", { name: "Copy link without signature" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link.startsWith(`${origin}/#share=`)).toBe(true);
  expect(link).not.toContain(signed.split(".")[2]);
  const other = await context.newPage();
  await other.goto(link);
  await expect(other.locator(".claims")).toContainText("orders-api");
  await expect(other.locator(".verdict")).toHaveAttribute("data-state", "decoded");
});
