import { existsSync } from "node:fs";
import type { LaunchOptions } from "@playwright/test";

/** Debian's package; elsewhere the browser that Playwright installs. */
const debian = "/usr/bin/chromium";

const flags = [
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Chromium refuses to run its sandbox as root, as tests in containers do.
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

export const launchOptions: LaunchOptions = {
  args: flags,
  ...(existsSync(debian) ? { executablePath: debian } : {}),
};
