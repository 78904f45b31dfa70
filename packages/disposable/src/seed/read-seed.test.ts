import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checkSeed, parseSeed, readSeedFile } from "./read-seed.ts";

const notes = { name: "Notes", callbackAddresses: ["http://localhost:3000/callback"] };

function linesFor(seed: unknown): string[] {
  try {
    checkSeed(seed, "seed.json");
  } catch (error) {
    return String(error).split("\n");
  }
  return [];
}

test("a seed can have every field", () => {
  const seed = {
    $schema: "./node_modules/@sallyport/disposable/sallyport.schema.json",
    settings: { organisation: "Acme", wrongCodesUntilWait: 3 },
    policies: { newUsers: { days: 7 } },
    groups: [{ name: "Finance", mfa: { days: 14 } }],
    users: [
      {
        username: "ada",
        email: "ada@acme.example",
        name: "Ada",
        password: "x",
        totp: true,
        groups: ["Finance"],
      },
      { username: "bob", totp: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP", mfa: "required", emailVerified: false },
      { username: "cleo", mfa: { days: 3 } },
    ],
    administrators: [{ email: "root@acme.example", role: "help-desk", totp: false }],
    applications: [
      {
        ...notes,
        clientId: "notes",
        clientSecret: "s",
        keepsAccess: true,
        secondFactor: "always",
        groups: ["Finance"],
      },
      {
        name: "Page",
        type: "public",
        callbackAddresses: ["http://localhost:3001/"],
        origins: ["http://localhost:3001"],
      },
    ],
  };
  expect(linesFor(seed)).toEqual([]);
});

test.for([
  [{ users: [{}] }, 'users[0].username is missing. Give a text, like "ada".'],
  [{ users: [{ username: 7 }] }, 'users[0].username is 7. Give a text, like "ada".'],
  [{ users: {} }, "users is {}. Give a list, like [ … ]."],
  [
    { users: [{ username: "ada", email: "ada" }] },
    'users[0].email is "ada". Enter an e-mail address, like name@example.com.',
  ],
  [
    { users: [{ username: "ada", pasword: "x" }] },
    "users[0].pasword isn't known: check its spelling, or leave it out.",
  ],
  [
    { users: [{ username: "ada", totp: "JBSWY3DP" }] },
    "users[0].totp is a text of 8 characters. Give at least 26 Base32 characters (A to Z, 2 to 7), or true for a new secret.",
  ],
  [
    { users: [{ username: "ada", mfa: "yes" }] },
    'users[0].mfa is "yes". Give "none", "required" or { "days": 7 }.',
  ],
  [
    { policies: { newUsers: { days: 0 } } },
    "policies.newUsers.days is 0. Enter a whole number of days from 1 to 365.",
  ],
  [
    { administrators: [{ email: "root@acme.example", role: "root" }] },
    'administrators[0].role is "root". Choose one of "owner", "administrator", "help-desk", "read-only".',
  ],
  [
    { applications: [{ ...notes, callbackAddresses: ["http://notes.example/cb"] }] },
    'applications[0].callbackAddresses[0] is "http://notes.example/cb". Use https. Plain http is only for this computer, like http://localhost:3000.',
  ],
  [
    { applications: [{ ...notes, callbackAddresses: [] }] },
    "applications[0].callbackAddresses is []. Give at least one address.",
  ],
  [
    { applications: [notes, { ...notes, name: "notes", clientId: "other" }] },
    'applications[1].name is "notes". applications[0] has the same name (notes): give each its own.',
  ],
  [
    { applications: [{ ...notes, type: "public", clientSecret: "secret" }] },
    "applications[0].clientSecret is a text of 6 characters. A public application has no secret: leave it out.",
  ],
  [
    { users: [{ username: "ada" }, { username: "bob", email: "ADA@example.com" }] },
    'users[1].email is "ADA@example.com". users[0] has the same email (ADA@example.com): give each its own.',
  ],
  [
    { settings: { wrongCodesUntilWait: 1 } },
    "settings.wrongCodesUntilWait is 1. Give a whole number from 3 to 10.",
  ],
  [[], "The whole file is []. Give an object, like { … }."],
] as const)("%j is refused with the place, what is there, and what to do", ([seed, line]) => {
  expect(linesFor(seed)).toEqual(["Error: The seed seed.json can't be used:", `  ${line}`]);
});

test("all mistakes are named at once", () => {
  expect(linesFor({ users: [{ username: "a b" }, { username: "ada", days: 7 }] })).toHaveLength(3);
});

test("a file that isn't there and a text that isn't JSON are refused with a sentence", async () => {
  const folder = await mkdtemp(join(tmpdir(), "seed-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "seed.json");
  await expect(readSeedFile(file)).rejects.toThrow(`The seed ${file} can't be read (ENOENT`);
  await writeFile(file, '{ "users": [], }');
  await expect(readSeedFile(file)).rejects.toThrow(`The seed ${file} isn't JSON (`);
  expect(() => parseSeed("", "on stdin")).toThrow("The seed on stdin isn't JSON (");
});
