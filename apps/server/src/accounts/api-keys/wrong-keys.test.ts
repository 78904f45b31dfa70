import { expect, test } from "vitest";
import { day, minute } from "../../core/clock.ts";
import { WrongKeys } from "./wrong-keys.ts";

const now = Date.UTC(2027, 0, 4, 9);

function after(count: number, address = "192.0.2.1"): WrongKeys {
  const wrong = new WrongKeys();
  for (let n = 0; n < count; n += 1) wrong.noteWrong(address, now);
  return wrong;
}

test("after 30 wrong keys a network waits until ten minutes are over, and no other network does", () => {
  expect(after(29).waitOf("192.0.2.1", now)).toBeNull();
  const wrong = after(30);
  expect(wrong.waitOf("192.0.2.1", now)).toBe(600);
  expect(wrong.waitOf("192.0.2.2", now)).toBeNull();
  expect(wrong.waitOf("192.0.2.1", now + 10 * minute - 1)).toBe(1);
  expect(wrong.waitOf("192.0.2.1", now + 10 * minute)).toBeNull();
  wrong.noteWrong("192.0.2.1", now + 10 * minute);
  expect(wrong.waitOf("192.0.2.1", now + 10 * minute)).toBeNull();
});

test("addresses of one IPv6 network are counted together", () => {
  expect(after(30, "2001:db8::1").waitOf("2001:db8::2", now)).toBe(600);
});

test("a network whose key worked within a day doesn't wait", () => {
  const wrong = after(30);
  wrong.noteAccepted("192.0.2.1", now);
  expect(wrong.waitOf("192.0.2.1", now)).toBeNull();
  for (let n = 0; n < 30; n += 1) wrong.noteWrong("192.0.2.1", now + day);
  expect(wrong.waitOf("192.0.2.1", now + day)).toBe(600);
});

test("a clock that is set back ends the wait", () => {
  expect(after(30).waitOf("192.0.2.1", now - 1)).toBeNull();
});

test("a flood from many networks is forgotten, oldest first", () => {
  const wrong = after(30);
  for (let n = 0; n < 10_000; n += 1) wrong.noteWrong(`10.${Math.floor(n / 250)}.${n % 250}.1`, now);
  expect(wrong.waitOf("192.0.2.1", now)).toBeNull();
});
