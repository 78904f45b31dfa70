import { expect, test } from "vitest";
import { unpackingTrouble } from "./unpacked-packages.mjs";

const needs = "caddy, nginx on the PATH";

test("packages are unpacked wherever there is apt-get, with or without root", () => {
  expect(unpackingTrouble(needs, { hasApt: true, isAptOff: false })).toBeNull();
});

test("a system without apt-get is told what is missing", () => {
  expect(unpackingTrouble(needs, { hasApt: false, isAptOff: false })).toBe(
    "The tests need caddy, nginx on the PATH, and there is no apt-get to fetch them with: install them, then try again.",
  );
});

test("SALLYPORT_APT=off keeps packages from being fetched, and the sentence says so", () => {
  expect(unpackingTrouble(needs, { hasApt: true, isAptOff: true })).toContain(
    "SALLYPORT_APT=off forbids apt-get",
  );
});
