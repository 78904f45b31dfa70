// A TCTI is tpm2-tss's notation for a connection to a TPM: a driver, a colon, and the driver's settings. The driver is
// given as its short name (`swtpm`), its library's name (`tcti-swtpm`, `libtss2-tcti-swtpm.so.0`), or the library's
// path.

const softwareDrivers = new Set(["swtpm", "mssim", "libtpms"]);

/**
 * True if the TPM is a program. Any other driver may use a chip, and an attacker may be able to read the bus between
 * processor and chip.
 */
export function isSoftwareTpm(tcti: string): boolean {
  return softwareDrivers.has(driverOf(tcti));
}

/** True if a resource manager (the kernel's or tpm2-abrmd) keeps the objects of the TPM's clients apart. */
export function isManaged(tcti: string): boolean {
  const driver = driverOf(tcti);
  return driver === "tabrmd" || (driver === "device" && settingsOf(tcti).startsWith("/dev/tpmrm"));
}

/** The socket path of a software TPM; undefined if the TPM is reached in another way. */
export function socketOf(tcti: string): string | undefined {
  return driverOf(tcti) === "swtpm" ? /^path=([^,]+)$/.exec(settingsOf(tcti))?.[1] : undefined;
}

function driverOf(tcti: string): string {
  const [library = ""] = tcti.split(":", 1);
  const file = library.split("/").at(-1) ?? "";
  return file.replace(/^(?:libtss2-)?(?:tcti-)?/, "").replace(/\.so[.\d]*$/, "");
}

function settingsOf(tcti: string): string {
  return tcti.slice(tcti.indexOf(":") + 1);
}
