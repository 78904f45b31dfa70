import { expect, test } from "vitest";
import { clientIdOf } from "./client-id.ts";

test("an application's client id is a UUID that only its name decides", () => {
  expect(clientIdOf({ name: "Notes" })).toBe(clientIdOf({ name: "Notes" }));
  expect(clientIdOf({ name: "Notes" })).not.toBe(clientIdOf({ name: "Wiki" }));
  expect(clientIdOf({ name: "Notes" })).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(clientIdOf({ name: "Notes", clientId: "notes" })).toBe("notes");
});
