// A TCTI names a connection to a TPM (tpm2-tss). It consists of a driver, a colon, and settings. The driver is
// a short name (`swtpm`), or the name or path of a library.

const softwareDrivers = new Set(["swtpm", "mssim", "libtpms"]);

/**
 * True for a driver of a software TPM. Any other driver might lead to a chip with a bus that an attacker can
 * read.
 */
export function isSoftwareTpm(tcti: string): boolean {
  return softwareDrivers.has(driverOf(tcti));
}

/** True if a resource manager (the kernel's or tpm2-abrmd) separates the objects of the TPM's clients. */
export function isManaged(tcti: string): boolean {
  const driver = driverOf(tcti);
  return driver === "tabrmd" || (driver === "device" && settingsOf(tcti).startsWith("/dev/tpmrm"));
}

/** Returns undefined if the TPM isn't a software TPM with a socket. */
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
