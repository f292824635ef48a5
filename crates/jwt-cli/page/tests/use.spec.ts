import { expect, open, test } from "./support.ts";

test("all of it can be reached by keys", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(".title")).toHaveText("List orders");
  await expect(page.locator("[role=treeitem]:focus")).toContainText("List orders");
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(page.locator(".answer .chip")).toHaveText("200 OK");
  await page.keyboard.press("Alt+2");
  await expect(page.getByRole("heading", { name: "Inspect a token" })).toBeVisible();
  await page.keyboard.press("Alt+1");
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Save to the file");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
});

test("a folder is closed and opened by keys", async ({ desk: { page } }) => {
  await open(page, "Partners");
  await page.keyboard.press("ArrowLeft");
  await expect(page.getByRole("treeitem", { name: "Ship order" })).toHaveCount(0);
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("treeitem", { name: "Ship order" })).toBeVisible();
});

test("every control has a name", async ({ desk: { page } }) => {
  await open(page, "Orders");
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("button, input, select, textarea")]
      .filter((control) => control.checkVisibility())
      .filter((control) => {
        const labels = (control as HTMLInputElement).labels;
        return !control.getAttribute("aria-label") && !control.textContent?.trim() && !labels?.length;
      })
      .map((control) => control.outerHTML),
  );
  expect(nameless).toEqual([]);
});

test("a narrow window has all in one column, and no sideways scrolling", async ({ desk: { page } }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  await open(page, "List orders");
  await expect(page.locator(".token-pane .token")).toBeVisible();
  const [tree, token] = await Promise.all([page.locator(".side").boundingBox(), page.locator(".right").boundingBox()]);
  expect(token!.y).toBeGreaterThan(tree!.y + tree!.height);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(380);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`text stands out from what is behind it when it is ${colorScheme}`, async ({ desk: { page } }) => {
    await page.emulateMedia({ colorScheme });
    await open(page, "Orders");
    await expect(page.locator(".token-pane .token")).toBeVisible();
    const pale = await page.evaluate(() => {
      const rgb = (colour: string) => (/[\d.]+(?:, [\d.]+)*/.exec(colour)?.[0] ?? "").split(", ").map(Number);
      const luminance = ([r = 0, g = 0, b = 0]: number[]) => {
        const linear = (c: number) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
      };
      const behind = (element: Element | null): number[] => {
        if (!element) return [255, 255, 255];
        const colour = rgb(getComputedStyle(element).backgroundColor);
        return colour.length === 3 ? colour : behind(element.parentElement);
      };
      return [...document.querySelectorAll<HTMLElement>("p, span, button, label, h1, h2, h3, th, td, a, input, select")]
        .filter((element) => element.checkVisibility() && !element.matches(":disabled"))
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()))
        .map((element) => {
          const [text, back] = [luminance(rgb(getComputedStyle(element).color)), luminance(behind(element))];
          const ratio = (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
          return { ratio, what: element.textContent?.slice(0, 40) };
        })
        .filter(({ ratio }) => ratio < 4.5);
    });
    expect(pale).toEqual([]);
  });
}
