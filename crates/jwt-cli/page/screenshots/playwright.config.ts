import { defineConfig } from "@playwright/test";
import tests from "../playwright.config.ts";

// `npm run screenshots` takes the README's pictures anew.
export default defineConfig({ ...tests, testDir: ".", testMatch: "*.shot.ts", outputDir: "../test-results" });
