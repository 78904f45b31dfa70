import { expect, test } from "vitest";
import { planFor } from "./system-plan.mjs";

const missing = /** @type {const} */ (["chromium", "zbarimg", "swtpm_ioctl"]);
const debian = { isDebian: true, hasApt: true, asRoot: [] };
const ubuntu = { ...debian, isDebian: false };

test("Debian has a package for each of them, the browser included", () => {
  expect(planFor(missing, debian)).toEqual({
    packages: ["chromium", "zbar-tools", "swtpm-tools"],
    browser: null,
    trouble: null,
  });
});

test("Ubuntu gets the browser of Playwright with its libraries", () => {
  const { packages, browser } = planFor(missing, { ...ubuntu, asRoot: ["sudo", "-n"] });
  expect(packages).toEqual(["zbar-tools", "swtpm-tools"]);
  expect(browser).toEqual(["--with-deps"]);
});

test("a user who may not install is told what to type", () => {
  expect(planFor(missing, { ...debian, asRoot: null }).trouble).toBe(
    "The tests need chromium, zbar-tools, swtpm-tools. Type this, then try again:\n\n" +
      "  sudo sh -c 'apt-get update && apt-get install -y chromium zbar-tools swtpm-tools'\n",
  );
  const plan = planFor(["chromium"], { ...ubuntu, asRoot: null });
  expect(plan.browser).toEqual([]);
  expect(plan.trouble).toContain('\n  sudo env "PATH=$PATH" npx playwright install-deps chromium\n');
});

test("a system without apt-get is told what is missing", () => {
  expect(planFor(["zbarimg"], { isDebian: false, hasApt: false, asRoot: [] }).trouble).toBe(
    "The tests need the programs of zbar-tools: install them, then try again.",
  );
});

test("where nothing is missing nothing is done", () => {
  expect(planFor([], { ...ubuntu, asRoot: null })).toEqual({ packages: [], browser: null, trouble: null });
});
