import { expect, test } from "vitest";
import { canonicalAddress } from "./address.ts";

test.for([
  ["203.0.113.7", "203.0.113.7"],
  ["203.0.113.7:51234", "203.0.113.7"],
  [" 203.0.113.7 ", "203.0.113.7"],
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["::FFFF:CB00:7107", "203.0.113.7"],
  ["[::ffff:203.0.113.7]:51234", "203.0.113.7"],
  ["2001:0DB8:0000:0000:0000:0000:0000:0001", "2001:db8::1"],
  ["[2001:db8::1]", "2001:db8::1"],
  ["[2001:db8::1]:51234", "2001:db8::1"],
  ['"[2001:db8::1]:51234"', "2001:db8::1"],
  ["fe80::1%eth0", "fe80::1"],
  ["[fe80::1%25eth0]:443", "fe80::1"],
  ["", "unknown"],
  ["unknown", "unknown"],
  ["_hidden", "unknown"],
  ["203.0.113.7:port", "unknown"],
  ["203.0.113.07", "unknown"],
  ["<script>", "unknown"],
] as const)("%s is the address %s", ([written, address]) => {
  expect(canonicalAddress(written)).toBe(address);
});
