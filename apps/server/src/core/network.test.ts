import { expect, test } from "vitest";
import { networkOf, surroundingsOf } from "./network.ts";

test.for([
  ["192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1"],
  ["::FFFF:192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
  ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
  ["2001:0DB8:0001:0002:0000:0000:0000:0001", "2001:db8:1:2::/64"],
  ["2001:db8::1", "2001:db8:0:0::/64"],
  ["2001:db8::3:4:5:6", "2001:db8:0:0::/64"],
  ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ["::1", "0:0:0:0::/64"],
  ["::192.0.2.1", "0:0:0:0::/64"],
  ["192.0.2.1:50000", "192.0.2.1"],
  ["[::ffff:192.0.2.1]:50000", "192.0.2.1"],
  ["[2001:db8:1:2::1]:50000", "2001:db8:1:2::/64"],
  ["[2001:db8:1:2::1]", "2001:db8:1:2::/64"],
  ["[fe80::1%eth0]:80", "fe80:0:0:0::/64"],
  ["::ffff:c000:201", "192.0.2.1"],
  ["::ffff:c000:0201%eth0", "192.0.2.1"],
  ["0:0:0:0:0:ffff:192.0.2.1", "192.0.2.1"],
  ["0000:0000:0000:0000:0000:FFFF:C000:0201", "192.0.2.1"],
])("%s is counted as %s", ([address, network]) => {
  expect(networkOf(address ?? "")).toBe(network);
});

test.for([
  "",
  "unknown",
  "_hidden",
  "localhost",
  "1",
  "192.0.2",
  "192.0.2.256",
  "192.0.2.1:port",
  "192.0.2.1/x",
  "2001:db8::1::2",
  "[2001:db8::1",
  "[]:80",
])("'%s' isn't an address, and counts as unknown", (address) => {
  expect(networkOf(address)).toBe("unknown");
});

test("all addresses of a /64 are one, and the next network is another", () => {
  expect(networkOf("2001:db8:1:2::1")).toBe(networkOf("2001:db8:1:2:ffff:ffff:ffff:ffff"));
  expect(networkOf("2001:db8:1:2::1")).not.toBe(networkOf("2001:db8:1:3::1"));
});

test.for([
  ["192.0.2.1", "192.0.2"],
  ["2001:db8:1:2::/64", "2001:db8:1"],
  ["0:0:0:0::/64", "0:0:0"],
  ["unknown", "unknown"],
])("%s lies in %s", ([network, surroundings]) => {
  expect(surroundingsOf(network ?? "")).toBe(surroundings);
});
