import { expect, test } from "vitest";
import { apachePackagesIn } from "./unpacked-apache.mjs";

const bookworm = `
Inst libapr1 (1.7.2-3+deb12u1 Debian:12.15/oldstable [amd64])
Inst libaprutil1 (1.6.3-1+deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst libc6 [2.36-8] (2.36-9+deb12u14 Debian:12.15/oldstable [amd64])
Inst libc-l10n (2.36-9+deb12u14 Debian:12.15/oldstable [all])
Inst perl-base (5.36.0-7 Debian:12.15/oldstable [amd64])
Inst apache2-bin (2.4.71-1~deb12u1 Debian-Security:12/oldstable-security [amd64])
Inst libcjose0 (0.6.2.1-1+deb12u2 Debian-Security:12/oldstable-security [amd64])
Inst libapache2-mod-auth-openidc (2.4.12.3-2+deb12u5 Debian-Security:12/oldstable-security [amd64])
Conf libapr1 (1.7.2-3+deb12u1 Debian:12.15/oldstable [amd64])
`;

test("Apache, its OpenID module and the libraries that are missing are unpacked, and nothing else", () => {
  expect(apachePackagesIn(bookworm)).toEqual([
    "apache2-bin",
    "libapache2-mod-auth-openidc",
    "libapr1",
    "libaprutil1",
    "libcjose0",
  ]);
});

test("Apache and its module are unpacked even if they are installed", () => {
  expect(apachePackagesIn("")).toEqual(["apache2-bin", "libapache2-mod-auth-openidc"]);
});
