import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { certificate } from "../../lab/simulation/certificates.ts";
import { readAttestationPolicy } from "./attestation-roots.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-roots-"));
});
afterEach(() => rm(folder, { recursive: true }));

function pemOf(subject: string): string {
  const base64 = Buffer.from(certificate({ subject, isAuthority: true }).der).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${base64.replaceAll(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`;
}

const subjectsAt = async (path: string) =>
  (await readAttestationPolicy(path))?.roots.map(({ subject }) => /CN=(.*)/.exec(subject)?.[1]);

test("without a path nothing is required", async () => {
  expect(await readAttestationPolicy(null)).toBeNull();
});

test("a file gives each of its certificates, a folder those of all its files", async () => {
  await writeFile(join(folder, "two.pem"), `${pemOf("One")}and then\n${pemOf("Two")}`);
  await writeFile(join(folder, "three.crt"), pemOf("Three"));
  await writeFile(join(folder, "notes.txt"), "no certificate");
  expect(await subjectsAt(join(folder, "two.pem"))).toEqual(["One", "Two"]);
  expect((await subjectsAt(folder))?.toSorted()).toEqual(["One", "Three", "Two"]);
});

test.for(["missing.pem", "empty.pem", "broken.pem"])(
  "%s is refused with the setting's name",
  async (name) => {
    await writeFile(join(folder, "empty.pem"), "");
    await writeFile(
      join(folder, "broken.pem"),
      "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    );
    await expect(readAttestationPolicy(join(folder, name))).rejects.toThrow(/^PASSKEY_ATTESTATION_ROOTS: /);
  },
);
