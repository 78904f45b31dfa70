import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { isManaged, isSoftwareTpm, lockFor } from "./tcti.ts";

test.for([
  "swtpm:path=/run/x/swtpm.sock",
  "swtpm:host=127.0.0.1,port=2321",
  "swtpm",
  "mssim:host=localhost,port=2321",
  "libtpms:/var/lib/state",
  "tcti-swtpm:path=/run/x/swtpm.sock",
  "libtss2-tcti-swtpm.so.0:path=/run/x/swtpm.sock",
  "/usr/lib/x86_64-linux-gnu/libtss2-tcti-mssim.so.0.0.0:host=localhost",
])("%s is a program", (tcti) => {
  expect(isSoftwareTpm(tcti)).toBe(true);
});

test.for([
  "device:/dev/tpmrm0",
  "device:/dev/tpm0",
  "device",
  "tabrmd:bus_type=system",
  "libtss2-tcti-device.so.0:/dev/tpmrm0",
  "spi-ltt2go",
  "spi-ftdi",
  "i2c-ftdi",
  "i2c-helper:/dev/i2c-1",
  "cmd:ssh chip tpm2_send",
  "pcap:device:/dev/tpmrm0",
  "swtpm-of-another-maker:x",
  "",
])("'%s' may be a chip, whose bus others can read", (tcti) => {
  expect(isSoftwareTpm(tcti)).toBe(false);
});

test.for(["device:/dev/tpmrm0", "libtss2-tcti-device.so.0:/dev/tpmrm1", "tabrmd", "tabrmd:bus_type=session"])(
  "%s has a resource manager, and needs no lock",
  (tcti) => {
    expect(isManaged(tcti)).toBe(true);
    expect(lockFor(tcti)).toBeUndefined();
  },
);

test("a TPM that is reached by a socket's path is locked beside it, as whoever starts it does", () => {
  expect(lockFor("swtpm:path=/run/x/swtpm.sock")).toBe("/run/x/swtpm.sock.lock");
  expect(lockFor("libtss2-tcti-swtpm.so.0:path=/run/x/swtpm.sock")).toBe("/run/x/swtpm.sock.lock");
});

test("every other TPM without a resource manager has a lock of its own in the temporary folder", () => {
  const others = ["swtpm:host=localhost,port=2321", "mssim:port=2321", "device:/dev/tpm0", "spi-ftdi"];
  const locks = others.map((tcti) => lockFor(tcti) ?? "");
  expect(new Set(locks).size).toBe(others.length);
  expect(new Set(locks.map(dirname))).toEqual(new Set([tmpdir()]));
  expect(others.map(lockFor)).toEqual(locks);
});
