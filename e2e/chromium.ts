import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Debian's packages; elsewhere the browsers that Playwright installs. */
const debian = { shell: "/usr/bin/chromium-headless-shell", whole: "/usr/bin/chromium" };

const args = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to run its sandbox as root, as tests in containers do.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Chromium with its windows and menus, which knows installed apps: `channel` is what Playwright calls it. */
export const wholeBrowser: LaunchOptions = existsSync(debian.whole)
  ? { args, executablePath: debian.whole }
  : { args, channel: "chromium" };

/** Without windows and menus a story takes about a third less of the processor. `--headed` needs them. */
export const launchOptions: LaunchOptions = process.env["E2E_WHOLE_BROWSER"] ? wholeBrowser : light();

function light(): LaunchOptions {
  if (existsSync(debian.shell)) return { args, executablePath: debian.shell };
  return existsSync(debian.whole) ? wholeBrowser : { args };
}
