const packageOf = Object.freeze({
  chromium: "chromium",
  "chromium-headless-shell": "chromium-headless-shell",
  oathtool: "oathtool",
  zbarimg: "zbar-tools",
  swtpm: "swtpm",
  swtpm_ioctl: "swtpm-tools",
  tpm2_createprimary: "tpm2-tools",
  "gnome-keyring-daemon": "gnome-keyring",
  "dbus-daemon": "dbus",
  strace: "strace",
  "systemd-analyze": "systemd",
  openssl: "openssl",
});

/**
 * `asRoot` is the prefix that runs a command as root. It is empty if this process is root, and null if no
 * command can run as root.
 *
 * @typedef {keyof typeof packageOf} Command
 * @typedef {{ isDebian: boolean, hasApt: boolean, asRoot: readonly string[] | null }} Machine
 */

/**
 * @param {readonly Command[]} missing
 * @param {Machine} machine
 * @returns {{ packages: string[], browser: string[] | null, trouble: string | null }} `packages`: the
 *   packages for apt-get. `browser`: the options of `playwright install`, or null if its browser isn't needed.
 *   `trouble`: what the user must do, or null
 */
export function planFor(missing, { isDebian, hasApt, asRoot }) {
  // Only Debian's chromium package is used, because Ubuntu's package is a snap.
  const wantsOwnBrowser = missing.includes("chromium") && !isDebian;
  const packages = missing
    .filter((command) => command !== "chromium" || !wantsOwnBrowser)
    .map((command) => packageOf[command]);
  const libraries = hasApt && asRoot !== null ? ["--with-deps"] : [];
  return {
    packages,
    browser: wantsOwnBrowser ? libraries : null,
    trouble: troubleWith({ packages, wantsOwnBrowser, hasApt, mayInstall: asRoot !== null }),
  };
}

/** @param {{ packages: readonly string[], wantsOwnBrowser: boolean, hasApt: boolean, mayInstall: boolean }} plan */
function troubleWith({ packages, wantsOwnBrowser, hasApt, mayInstall }) {
  if (packages.length === 0 && !wantsOwnBrowser) return null;
  const needs = [...packages, ...(wantsOwnBrowser ? ["the libraries of Playwright's browser"] : [])].join(
    ", ",
  );
  if (!hasApt) return `The tests need the programs of ${needs}: install them, then try again.`;
  // Playwright has already installed the browser and its libraries at this point.
  if (mayInstall) return wantsOwnBrowser ? "The browser that Playwright installed does not start." : null;
  const byHand = [
    ...(packages.length > 0
      ? [`sudo sh -c 'apt-get update && apt-get install -y ${packages.join(" ")}'`]
      : []),
    ...(wantsOwnBrowser ? ['sudo env "PATH=$PATH" npx playwright install-deps chromium'] : []),
  ];
  return `The tests need ${needs}. Type this, then try again:\n\n  ${byHand.join("\n  ")}\n`;
}
