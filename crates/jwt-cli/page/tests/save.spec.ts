import { expect, open, test } from "./support.ts";

test("what is saved is in the file, with its comments, and after a reload", async ({ desk: { page, read, address } }) => {
  const before = read();
  await open(page, "Orders");
  await page.getByLabel("Expires in").fill("90s");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.locator(".toast")).toContainText("Saved");
  expect(read()).toBe(before.replace("expiresIn: 5m", "expiresIn: 90s"));
  await page.goto("about:blank");
  await page.goto(address);
  await open(page, "Orders");
  await expect(page.getByLabel("Expires in")).toHaveValue("90s");
});

test("a request is saved where it stands, and nothing else changes", async ({ desk: { page, read } }) => {
  const before = read();
  await open(page, "List orders");
  await page.getByLabel("URL").fill("${[ base ]}/orders/all");
  await page.getByRole("tab", { name: "Params" }).click();
  await page.getByLabel("Value of status").fill("closed");
  await page.keyboard.press("ControlOrMeta+s");
  await expect(page.locator(".toast")).toContainText("Saved");
  const changed = before.replace("${[ base ]}/orders\n", "${[ base ]}/orders/all\n").replace("status: open", "status: closed");
  expect(read()).toBe(changed);
});

test("nothing is saved that was changed back", async ({ desk: { page } }) => {
  await open(page, "Orders");
  const lifetime = page.getByLabel("Expires in");
  await lifetime.fill("6m");
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeEnabled();
  await lifetime.fill("5m");
  await expect(page.getByRole("button", { name: "Saved" })).toBeDisabled();
});

test("a file that somebody else changed is read again", async ({ desk: { page, read, write } }) => {
  await open(page, "Orders");
  write(read().replace("expiresIn: 5m", "expiresIn: 7m"));
  await expect(page.getByLabel("Expires in")).toHaveValue("7m");
});

test("nobody's changes are lost without a word", async ({ desk: { page, read, write } }) => {
  await open(page, "Orders");
  await page.getByLabel("Issuer").fill("https://mine.example");
  write(read().replace("expiresIn: 5m", "expiresIn: 7m"));
  await expect(page.getByRole("alert")).toContainText("was changed by somebody else");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByLabel("Issuer")).toHaveValue("https://mine.example");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.locator(".toast")).toContainText("Saved");
  expect(read()).toContain("https://mine.example");
});
