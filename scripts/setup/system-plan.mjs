/** What is called, and the Debian package that brings it. */
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
 * `asRoot` is what to put before a command that only root may run: nothing for root itself, null where that would take
 * a password.
 *
 * @typedef {keyof typeof packageOf} Command
 * @typedef {{ isDebian: boolean, hasApt: boolean, asRoot: readonly string[] | null }} Machine
 */

/**
 * How a machine comes by the programs that it lacks.
 *
 * @param {readonly Command[]} missing
 * @param {Machine} machine
 * @returns {{ packages: string[], browser: string[] | null, trouble: string | null }} the packages for apt-get; how
 *   Playwright installs its browser, if it has to; and why this can't be all, in a sentence with what to type
 */
export function planFor(missing, { isDebian, hasApt, asRoot }) {
  // Ubuntu's chromium is a snap, and other systems have none: there the browser that Playwright installs does.
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
  // Root has had the libraries installed together with the browser, and still it does not start.
  if (mayInstall) return wantsOwnBrowser ? "The browser that Playwright installed does not start." : null;
  const byHand = [
    ...(packages.length > 0
      ? [`sudo sh -c 'apt-get update && apt-get install -y ${packages.join(" ")}'`]
      : []),
    ...(wantsOwnBrowser ? ['sudo env "PATH=$PATH" npx playwright install-deps chromium'] : []),
  ];
  return `The tests need ${needs}. Type this, then try again:\n\n  ${byHand.join("\n  ")}\n`;
}
