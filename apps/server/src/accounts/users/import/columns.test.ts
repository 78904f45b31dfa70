import type { Mapping } from "@sallyport/contract/user-import";
import { expect, test } from "vitest";
import { proposeMapping } from "./columns.ts";

const none: Mapping = {
  name: null,
  firstName: null,
  lastName: null,
  email: null,
  username: null,
  days: null,
  groups: null,
  passwordHash: null,
};

test.for([
  ["our own export", ["id", "username", "name", "email", "state"], { username: 1, name: 2, email: 3 }],
  [
    "Google Workspace",
    ["First Name [Required]", "Last Name [Required]", "Email Address [Required]"],
    { firstName: 0, lastName: 1, email: 2 },
  ],
  [
    "a directory",
    ["sAMAccountName", "givenName", "sn", "mail"],
    { username: 0, firstName: 1, lastName: 2, email: 3 },
  ],
  ["Entra", ["userPrincipalName", "displayName"], { email: 0, name: 1 }],
  ["the whole name before its parts", ["First name", "Full name", "E-mail"], { name: 1, email: 2 }],
  ["groups", ["name", "email", "Groups"], { name: 0, email: 1, groups: 2 }],
  ["hashes", ["email", "Name", "password_hash"], { email: 0, name: 1, passwordHash: 2 }],
  ["no known name", ["a", "b"], {}],
] as const)("%s", ([, columns, found]) => {
  expect(proposeMapping(columns)).toEqual({ ...none, ...found });
});
