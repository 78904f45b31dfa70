import { expect, test } from "vitest";
import { networkIn, trustIn } from "./trusted-proxies.ts";

test.for([
  ["10.0.0.0/8", "10.1.2.3", true],
  ["10.0.0.0/8", "10.1.2.3:40000", true],
  ["10.0.0.0/8", "::ffff:10.1.2.3", true],
  ["10.0.0.0/8", "[::ffff:a01:203]:40000", true],
  ["10.0.0.0/8", "11.0.0.1", false],
  ["10.0.0.0/8", "unknown", false],
  ["::ffff:10.0.0.0/104", "10.1.2.3", true],
  ["::ffff:10.0.0.0/104", "11.1.2.3", false],
  ["127.0.0.1", "::ffff:127.0.0.1", true],
  ["127.0.0.1", "127.0.0.2", false],
  ["::1", "[::1]:40000", true],
  ["2001:db8::/32", "[2001:DB8:0:0::7]:40000", true],
  ["2001:db8::/32", "2001:db9::7", false],
  ["fe80::1%eth0", "fe80::1%eth1", true],
] as const)("with %s named, %s is trusted: %s", ([entry, written, isTrusted]) => {
  expect(trustIn([entry])(written)).toBe(isTrusted);
});

test("with no proxy named, none is trusted", () => {
  expect(trustIn([])("127.0.0.1")).toBe(false);
});

test.for(["", "loopback", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.1:80", "[::1]"])(
  "'%s' is neither an address nor a network",
  (entry) => {
    expect(networkIn(entry)).toBeNull();
  },
);
