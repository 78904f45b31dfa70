import { expect, test } from "vitest";
import { moment } from "./moment.ts";

const winter = Date.UTC(2027, 0, 4, 9, 5);
const summer = Date.UTC(2027, 6, 4, 22, 5);

test.for([
  [winter, "UTC", "4 January 2027 at 09:05 UTC"],
  [winter, "Europe/Berlin", "4 January 2027 at 10:05 CET (Europe/Berlin)"],
  [summer, "Europe/Berlin", "5 July 2027 at 00:05 CEST (Europe/Berlin)"],
  [winter, "Asia/Kathmandu", "4 January 2027 at 14:50 GMT+5:45 (Asia/Kathmandu)"],
  [summer, "America/New_York", "4 July 2027 at 18:05 GMT-4 (America/New_York)"],
] as const)("%d is told in %s with the zone named", ([at, timeZone, text]) => {
  expect(moment(at, timeZone)).toBe(text);
});

test("the hour that comes twice at the end of summer is told apart", () => {
  const first = Date.UTC(2027, 9, 31, 0, 30);
  expect(moment(first, "Europe/Berlin")).toBe("31 October 2027 at 02:30 CEST (Europe/Berlin)");
  expect(moment(first + 3_600_000, "Europe/Berlin")).toBe("31 October 2027 at 02:30 CET (Europe/Berlin)");
});
