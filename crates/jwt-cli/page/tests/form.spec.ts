import { decodeJwt, importSPKI, jwtVerify } from "jose";
import { expect, field, open, test, token, typeJson } from "./support.ts";

test("the token on the page verifies with another library", async ({ desk: { page, publicKey } }) => {
  await open(page, "List orders");
  const key = await importSPKI(publicKey, "ES256");
  const rules = { issuer: "https://login.example", audience: "orders-api" };
  const { payload } = await jwtVerify(await token(page), key, rules);
  expect(payload.sub).toBe("ann");
});

test("what is filled in shows in the token at once, and verifies", async ({ desk: { page } }) => {
  await open(page, "Health");
  await expect(page.getByText("No token goes along.")).toBeVisible();
  await page.getByRole("radio", { name: "JWT" }).click();
  await page.getByLabel("Algorithm").selectOption("HS256");
  await page.locator("#field-secret").fill("a secret that is long enough for it");
  await typeJson(page, "Payload, JSON", '{ "role": "admin" }');
  await page.getByLabel("Expires in").fill("5m");
  await page.getByLabel("Subject").fill("ann");
  await expect(page.locator(".claims")).toContainText("expires in 5 min");
  await expect(page.locator(".claims")).toContainText("admin");
  await expect(page.locator(".claims")).toContainText("ann");
  await expect(field(page, "secret")).toContainText("shared secret");
  const secret = new TextEncoder().encode("a secret that is long enough for it");
  const { payload } = await jwtVerify(await token(page), secret);
  expect(payload).toMatchObject({ role: "admin", sub: "ann" });
  expect(payload.exp! - payload.iat!).toBe(300);
});

test("an inherited authentication shows whose it is", async ({ desk: { page } }) => {
  await open(page, "Download report");
  await expect(page.getByRole("treeitem", { name: "Download report" })).toContainText("↑ Orders");
  await expect(page.getByText('The authentication of workspace "Orders" applies.')).toBeVisible();
  expect(decodeJwt(await token(page)).sub).toBe("bob");
  await page.getByRole("button", { name: "Go there" }).click();
  await expect(page.locator(".title")).toHaveText("Orders");
});

test("what a folder does not save yet shows below it", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await page.getByLabel("Subject").fill("zoe");
  await open(page, "List orders");
  await expect(page.locator(".claims")).toContainText("zoe");
  expect(decodeJwt(await token(page)).sub).toBe("zoe");
});

test("a secret is masked until it is revealed", async ({ desk: { page } }) => {
  await open(page, "Health");
  await page.getByRole("radio", { name: "JWT" }).click();
  const secret = page.locator("#field-secret");
  await secret.fill("hunter2");
  await expect(secret).toHaveCSS("-webkit-text-security", "disc");
  await page.getByRole("button", { name: "Reveal" }).click();
  await expect(secret).toHaveCSS("-webkit-text-security", "none");
});

test("a preset fills the form in", async ({ desk: { page } }) => {
  await open(page, "Health");
  await page.getByRole("radio", { name: "JWT" }).click();
  await page.getByRole("button", { name: "Preset…" }).click();
  await page.locator("#preset").selectOption("kong");
  await page.locator("#preset-key").fill("a36c3049");
  await page.getByRole("button", { name: "Fill in" }).click();
  await expect(page.getByLabel("Issuer")).toHaveValue("a36c3049");
});
