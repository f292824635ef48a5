import { expect, open, test, typeJson } from "./support.ts";

test("a request is sent, and the answer shown", async ({ desk: { page } }) => {
  await open(page, "List orders");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(".answer .chip")).toHaveText("200 OK");
  await expect(page.locator(".answer .body")).toContainText('"sub": "ann"');
});

test("a 401 is explained", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await typeJson(page, "Payload, JSON", '{ "exp": 1700000000 }');
  await open(page, "List orders");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.locator(".answer .chip")).toHaveText("401 Unauthorized");
  await expect(page.locator(".answer .findings")).toContainText("expired");
});

test("what cannot be signed is not sent", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await page.getByLabel("Algorithm").selectOption("RS256");
  await open(page, "List orders");
  await page.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "KEY_KIND" }).first()).toBeVisible();
  await expect(page.locator(".answer .chip")).toHaveCount(0);
});

test("the request is copied as curl", async ({ desk: { page }, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await open(page, "List orders");
  await page.getByRole("button", { name: "curl" }).click();
  await expect(page.locator(".toast")).toHaveText("curl command copied");
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("curl");
  expect(copied).toContain("Authorization: Bearer eyJ");
});
