import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { hasServer, packagesIn } from "./unpacked-postgres.mjs";

const bookworm = `
Inst libperl5.36 (5.36.0-7+deb12u4 Debian-Security:12/oldstable-security [amd64])
Inst libjson-perl (4.10000-1 Debian:12.15/oldstable [all])
Inst postgresql-client-common (248+deb12u2 Debian-Security:12/oldstable-security [all])
Inst libssl3 [3.0.20-1] (3.0.22-1~deb12u2 Debian-Security:12/oldstable-security [amd64])
Inst ssl-cert (1.1.2 Debian:12.15/oldstable [all])
Inst postgresql-common (248+deb12u2 Debian-Security:12/oldstable-security [all])
Inst libc6 [2.36-8] (2.36-9+deb12u14 Debian:12.15/oldstable [amd64])
Inst libc-l10n (2.36-9+deb12u14 Debian:12.15/oldstable [all])
Inst locales (2.36-9+deb12u14 Debian:12.15/oldstable [all])
Inst libcom-err2 (1.47.0-2 Debian:12.15/oldstable [amd64])
Inst libldap-2.5-0 (2.5.13+dfsg-5 Debian:12.15/oldstable [amd64])
Inst libz3-4 (4.8.12-3.1 Debian:12.15/oldstable [amd64])
Inst libllvm14 (1:14.0.6-12 Debian:12.15/oldstable [amd64])
Inst libpq-dev [15.18-0+deb12u1] (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst libpq5 (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst postgresql-client-15 (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst postgresql-15 (15.20-0+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst postgresql (15+248+deb12u2 Debian-Security:12/oldstable-security [all])
Conf libselinux1 (3.4-1+b6 Debian:12.15/oldstable [amd64])
`;

test("server, client and the libraries that are missing or old are unpacked, and nothing else", () => {
  expect(packagesIn(bookworm)).toEqual([
    "postgresql-15",
    "postgresql-client-15",
    "libssl3",
    "libcom-err2",
    "libldap-2.5-0",
    "libpq5",
  ]);
});

test("the client is unpacked even if it is installed", () => {
  expect(packagesIn("Inst postgresql-17 (17.6-1 Debian:13.1/stable [amd64])")).toEqual([
    "postgresql-17",
    "postgresql-client-17",
  ]);
});

test("a system without a Postgres package is told so", () => {
  expect(() => packagesIn("Inst libpq5 (15.20 Debian:12.15/oldstable [amd64])")).toThrow(
    "apt-get names no Postgres server to unpack:\nInst libpq5",
  );
});

test("an installed client is not a server", () => {
  const system = mkdtempSync(join(tmpdir(), "sallyport-system-"));
  onTestFinished(() => rmSync(system, { recursive: true }));
  expect(hasServer(system)).toBe(false);
  place(join(system, "usr/lib/postgresql/15/bin/pg_dump"));
  expect(hasServer(system)).toBe(false);
  place(join(system, "usr/lib/postgresql/17/bin/postgres"));
  expect(hasServer(system)).toBe(true);
});

/** @param {string} file */
function place(file) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
}
