import { expect, open, test, token } from "../tests/support.ts";

test.use({ viewport: { width: 1360, height: 850 }, colorScheme: "light" });

test("a request, and the token that it leaves with", async ({ desk: { page } }) => {
  await open(page, "Partners");
  await expect(page.locator(".claims")).toContainText("expires in 10 min");
  await page.screenshot({ path: "screenshots/requests.png" });
});

test.describe(() => {
  test.use({ colorScheme: "dark" });
  test("a token, looked at", async ({ desk: { page, publicKey } }) => {
    const signed = await token(page);
    await page.keyboard.press("Alt+2");
    await page.getByLabel("Token", { exact: true }).fill(signed);
    await page.getByLabel("Key", { exact: true }).fill(publicKey);
    await expect(page.locator(".verdict")).toHaveAttribute("data-state", "verified");
    await page.screenshot({ path: "screenshots/inspect.png" });
  });
});
