import { expect, test } from "vitest";
import { keychainRefusal } from "./keychain-refusal.ts";
import { SecureStoreError } from "./secure-store.ts";

test.for([
  [
    "Platform failure: DBus error: Failed to connect to socket /run/bus: No such file or directory",
    "unavailable",
  ],
  [
    "Platform failure: DBus error: The name org.freedesktop.secrets was not provided by any .service files",
    "unavailable",
  ],
  ["Couldn't access platform storage: Secret Service: unlock prompt was dismissed", "locked"],
  [
    "Platform failure: DBus error: Did not receive a reply. Possible causes include: the remote application did not " +
      "send a reply, the message bus security policy blocked the reply, the reply timeout expired, or the network " +
      "connection was broken.",
    "timeout",
  ],
  ["Couldn't access platform storage: Secret Service: no result found", "not-found"],
  ["Platform failure: DBus error: An error occurred on the device", "no-space"],
  ["Platform failure: DBus error: org.freedesktop.DBus.Error.AccessDenied", "permission"],
] as const)("%s means %s", ([words, code]) => {
  const cause = new Error(words);
  expect(keychainRefusal(cause)).toMatchObject({ code, cause });
});

test("an error of our own stays what it is", () => {
  const refusal = new SecureStoreError("timeout", "too late");
  expect(keychainRefusal(refusal)).toBe(refusal);
});
