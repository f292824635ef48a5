import { defineConfig } from "@playwright/test";

// The browser is the system's: nothing is downloaded. Root may not use Chromium's sandbox.
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  timeout: 30_000,
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
    screenshot: "only-on-failure",
  },
});
