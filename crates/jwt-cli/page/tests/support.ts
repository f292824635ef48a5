// A workspace in a folder of its own, `jwt ui` on it, and `jwt serve` as the API that it asks.

import { test as base, expect, type Page } from "@playwright/test";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const JWT = process.env["JWT"] ?? resolve("../../../target/debug/jwt");
const ORDERS = resolve("../../../examples/orders");
const SECRET = "a secret for tests, of 39 characters...";

export interface Desk {
  page: Page;
  /** The address that the command prints. */
  address: string;
  origin: string;
  folder: string;
  /** The API's origin. */
  api: string;
  publicKey: string;
  read(): string;
  write(text: string): void;
}

/** Chromium looks at the page of a workspace like examples/orders, with keys. */
export const test = base.extend<{ desk: Desk }>({
  desk: async ({ page }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "page-"));
    cpSync(ORDERS, folder, { recursive: true, dereference: true });
    const run = (...parameters: string[]) => execFileSync(JWT, parameters, { cwd: folder, stdio: ["ignore", "pipe", "ignore"] });
    run("keygen", "--alg", "ES256", "--out", "keys/orders.pem", "--public-out", "keys/orders.pub.pem");
    const rules = ["--issuer", "https://login.example", "--audience", "orders-api"];
    const serve = await start(folder, "serve", "--port", "0", "--key", "keys/orders.pub.pem", ...rules);
    const file = join(folder, "jwt.yaml");
    writeFileSync(file, readFileSync(file, "utf8").replace("http://127.0.0.1:8080", serve.origin));
    const ui = await start(folder, "ui", "--no-open");
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(ui.origin) && !request.url().startsWith("data:")) errors.push(request.url());
    });
    await page.goto(ui.address);
    await use({
      page, folder, address: ui.address, origin: ui.origin, api: serve.origin,
      publicKey: readFileSync(join(folder, "keys/orders.pub.pem"), "utf8"),
      read: () => readFileSync(file, "utf8"),
      write: (text) => writeFileSync(file, text),
    });
    ui.child.kill();
    serve.child.kill();
    rmSync(folder, { recursive: true });
    expect(errors, "no script fails, and nothing is asked of elsewhere").toEqual([]);
  },
});

export { expect };

/** Selects a node of the tree, and waits for its form. */
export async function open(page: Page, name: string): Promise<void> {
  await page.getByRole("treeitem").filter({ has: page.getByText(name, { exact: true }) }).click();
  await expect(page.locator(".title")).toHaveText(name);
}

/** The token that is shown, once there is one. */
export async function token(page: Page): Promise<string> {
  const shown = page.locator(".token-pane .token");
  await expect(shown).toBeVisible();
  return (await shown.getAttribute("data-token")) ?? "";
}

export function field(page: Page, name: string) {
  return page.locator(`[data-field="${name}"]`);
}

/** Types into the JSON editor, in the place of all that is there. */
export async function typeJson(page: Page, label: string, text: string): Promise<void> {
  const editor = page.getByRole("textbox", { name: label });
  await editor.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(text);
}

async function start(cwd: string, ...parameters: string[]) {
  const child: ChildProcess = spawn(JWT, parameters, {
    cwd,
    env: { ...process.env, PARTNER_SECRET: SECRET },
    stdio: ["ignore", "pipe", "ignore"],
  });
  // Read to its end: a command whose output nobody reads ends.
  const address = await new Promise<string>((resolve, reject) => {
    let out = "";
    child.stdout!.on("data", (chunk) => {
      out += String(chunk);
      const found = /http:\/\/127\.0\.0\.1:\d+\S*(?=\n)/.exec(out)?.[0];
      if (found) resolve(found);
    });
    child.on("exit", () => reject(new Error(`jwt ${parameters.join(" ")} ended: ${out}`)));
  });
  return { child, address, origin: new URL(address).origin };
}
