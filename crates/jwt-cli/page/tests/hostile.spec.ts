import { request } from "node:http";
import { expect, open, test, typeJson } from "./support.ts";

test("claims are text, whatever is in them", async ({ desk: { page } }) => {
  await open(page, "Orders");
  await typeJson(page, "Payload, JSON", '{ "<b>name</b>": "<img src=x onerror=\\"document.title=1\\">" }');
  await expect(page.locator(".claims")).toContainText('<img src=x onerror="document.title=1">');
  await expect(page.locator(".claims")).toContainText("<b>name</b>");
  await expect(page.locator(".claims img, .claims b")).toHaveCount(0);
  expect(await page.title()).toBe("jwt");
});

test("the address has no secret once the page is there", async ({ desk: { page, address, origin } }) => {
  await open(page, "List orders");
  expect(new URL(address).hash.length).toBeGreaterThan(20);
  expect(page.url()).toBe(`${origin}/`);
});

test("a page of another origin is refused", async ({ desk: { page, origin, api, address } }) => {
  const session = new URL(address).hash.slice(1);
  await page.goto("about:blank");
  // From a page that is elsewhere: the browser asks before it sends, and is not allowed.
  const outcome = await page.evaluate(
    async ([url, session]) => {
      try {
        const headers = { "Content-Type": "application/json", "X-Session": session! };
        return (await fetch(url!, { method: "POST", headers, body: "{}" })).status;
      } catch {
        return "blocked";
      }
    },
    [`${origin}/api/workspace`, session],
  );
  expect(outcome).toBe("blocked");
  // And what a browser would not stop, the server does.
  const ask = (headers: { [name: string]: string }) => post(origin, headers);
  const right = { "X-Session": session, "Content-Type": "application/json" };
  expect(await ask(right)).toBe(200);
  expect(await ask({ ...right, Origin: api })).toBe(403);
  expect(await ask({ ...right, Host: "rebound.example" })).toBe(421);
  expect(await ask({ ...right, "X-Session": "a".repeat(22) })).toBeGreaterThanOrEqual(401);
});

/** The status of a request whose headers are just these. */
function post(origin: string, headers: { [name: string]: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${origin}/api/workspace`, { method: "POST", headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end("{}");
  });
}
