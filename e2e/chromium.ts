import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Debian's packages install Chromium at these paths. */
const debian = { shell: "/usr/bin/chromium-headless-shell", whole: "/usr/bin/chromium" };

const args = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Without this option, Chromium refuses to start as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** Uses the whole Chromium, because the headless shell can't install apps. */
export const wholeBrowser: LaunchOptions = existsSync(debian.whole)
  ? { args, executablePath: debian.whole }
  : { args, channel: "chromium" };

/** Uses the headless shell, which saves about a third of the CPU time. `--headed` needs the whole Chromium. */
export const launchOptions: LaunchOptions = process.env["E2E_WHOLE_BROWSER"] ? wholeBrowser : light();

function light(): LaunchOptions {
  if (existsSync(debian.shell)) return { args, executablePath: debian.shell };
  return existsSync(debian.whole) ? wholeBrowser : { args };
}
