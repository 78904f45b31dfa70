import { expect, test } from "vitest";
import { isManaged, isSoftwareTpm } from "./tcti.ts";

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
  "%s has a resource manager",
  (tcti) => {
    expect(isManaged(tcti)).toBe(true);
  },
);
