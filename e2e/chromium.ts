import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Only Debian's packages have these paths. */
const debian = { shell: "/usr/bin/chromium-headless-shell", whole: "/usr/bin/chromium" };

const args = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to start its sandbox as root.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** The headless shell can't install apps. */
export const wholeBrowser: LaunchOptions = existsSync(debian.whole)
  ? { args, executablePath: debian.whole }
  : { args, channel: "chromium" };

/** The headless shell saves about a third of the CPU time. `--headed` needs the full Chromium. */
export const launchOptions: LaunchOptions = process.env["E2E_WHOLE_BROWSER"] ? wholeBrowser : light();

function light(): LaunchOptions {
  if (existsSync(debian.shell)) return { args, executablePath: debian.shell };
  return existsSync(debian.whole) ? wholeBrowser : { args };
}
