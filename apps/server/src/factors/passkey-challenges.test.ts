import { expect, test } from "vitest";
import { accountOfUserHandle, userHandleOf } from "./passkey-challenges.ts";

const id = "0b5cbb4e-6c1f-4f5c-9c8a-0d2f5a1b7e33";

test("a user handle names its account", () => {
  expect(accountOfUserHandle(userHandleOf({ id }).toString("base64url"))).toBe(id);
});

test.each([null, undefined, "", "AAAA", Buffer.alloc(17).toString("base64url")])(
  "%j is not a user handle of ours",
  (handle) => {
    expect(accountOfUserHandle(handle)).toBeNull();
  },
);
