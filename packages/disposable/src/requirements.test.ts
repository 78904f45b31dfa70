import { expect, test } from "vitest";
import { refusal } from "./requirements.ts";

test("an old Node and production are refused, everything else isn't", () => {
  expect(refusal("20.20.2", undefined)).toContain("needs Node 24.11 or newer. This is Node 20.20.2.");
  expect(refusal("24.10.0", undefined)).toContain("This is Node 24.10.0.");
  expect(refusal("24.11.0", "production")).toContain("It doesn't start with NODE_ENV=production.");
  expect([refusal("24.11.0", "test"), refusal("26.0.0", undefined)]).toEqual([null, null]);
});
