import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBreachedPasswords } from "./breached-passwords.ts";
import { createPasswords } from "./passwords.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sallyport-breached-"));
});
afterAll(() => rm(folder, { recursive: true }));

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex").toUpperCase();
const inOrder = (passwords: readonly string[]) => passwords.map(sha1).toSorted();
const linesOf = (hashes: readonly string[]) => hashes.map((hash, index) => `${hash}:${index * 37 + 1}`);

let files = 0;
async function listOf(content: string): Promise<string> {
  const path = join(folder, `list-${files++}.txt`);
  await writeFile(path, content);
  return path;
}

async function refusal(path: string): Promise<string> {
  const list = await openBreachedPasswords(path).catch((error: unknown) => error);
  if (list instanceof Error) return `${list.name}: ${list.message}`;
  throw new Error("This list was accepted.");
}

const listed = Array.from({ length: 300 }, (_, index) => `breached password ${index}`);

describe.for([
  ["\n", "\n"],
  ["\r\n", "\r\n"],
  ["\r\n", ""],
])("lines that end in %j, the last in %j", ([between = "", last = ""]) => {
  test("every password of the list is found, the first and the last line too, and no other", async () => {
    const hashes = inOrder(listed);
    await using list = await openBreachedPasswords(await listOf(linesOf(hashes).join(between) + last));
    const bySha1 = new Map(listed.map((password) => [sha1(password), password]));
    for (const edge of [hashes.at(0), hashes.at(-1)])
      expect(await list.has(bySha1.get(edge ?? "") ?? "")).toBe(true);
    for (const password of listed) expect(await list.has(password)).toBe(true);
    for (const password of listed) expect(await list.has(`${password}!`)).toBe(false);
  });
});

test("a list of one to five lines has what it has", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }),
      fc.string(),
      async (known, other) => {
        await using list = await openBreachedPasswords(await listOf(linesOf(inOrder(known)).join("\n")));
        for (const password of known) expect(await list.has(password)).toBe(true);
        expect(await list.has(other)).toBe(known.includes(other));
      },
    ),
    { numRuns: 40 },
  );
});

test("a password from the configured list is refused, even if the built-in list hasn't got it", {
  tags: ["R05"],
}, async () => {
  const path = await listOf(linesOf(inOrder(["four unrelated words do"])).join("\n"));
  await using breached = await openBreachedPasswords(path);
  const cost = { memoryCost: 64, timeCost: 1, parallelism: 1 };
  const passwords = await createPasswords({ cost, breached });
  const owner = { email: "uma@example.com", username: "uma", name: "Uma" };
  await expect(passwords.refuseUnfit("four unrelated words do", owner)).rejects.toThrow("password-breached");
  await expect(passwords.refuseUnfit("four unrelated words did", owner)).resolves.toBeUndefined();
});

test("a list that can't be read any more lets no password through", async () => {
  const list = await openBreachedPasswords(await listOf(linesOf(inOrder(listed)).join("\n")));
  await list[Symbol.asyncDispose]();
  await expect(list.has("any password")).rejects.toThrow("unavailable");
});

describe("what is no such list is refused with a sentence that names the variable", () => {
  const advice = "Give the single file that the Pwned Passwords downloader makes.";

  test("no file", async () => {
    const path = join(folder, "nothing.txt");
    expect(await refusal(path)).toMatch(
      /^ConfigError: BREACHED_PASSWORDS_FILE: .*nothing\.txt can't be read \(ENOENT/,
    );
  });

  test("a folder", async () => {
    expect(await refusal(folder)).toContain("can't be read (EISDIR");
  });

  test.for([
    ["nothing in it", ""],
    ["an empty line", "\n"],
    ["passwords as they are", "123456\npassword\n"],
    ["NTLM hashes", `${"0".repeat(32)}:5\n`],
    ["hashes without counts", `${"0".repeat(40)}\n`],
    ["one line that never ends", "A".repeat(100_000)],
  ])("%s", async ([, content = ""]) => {
    const path = await listOf(content);
    expect(await refusal(path)).toBe(
      `ConfigError: BREACHED_PASSWORDS_FILE: ${path} is no list of lines HASH:COUNT with SHA-1 hashes. ${advice}`,
    );
  });

  test.for([
    ["the reverse order", inOrder(listed).toReversed()],
    ["the order of prevalence", listed.map(sha1)],
    ["two lists after one another", [...inOrder(listed), ...inOrder(listed)]],
    ["a line twice", ["0", "0"].map((digit) => digit.repeat(40))],
  ] as const)("%s", async ([, hashes]) => {
    const path = await listOf(linesOf(hashes).join("\n"));
    expect(await refusal(path)).toBe(
      `ConfigError: BREACHED_PASSWORDS_FILE: ${path} is not in the order of its hashes. ${advice}`,
    );
  });
});
