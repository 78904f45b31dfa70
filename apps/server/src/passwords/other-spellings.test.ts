import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openBreachedPasswords } from "./breached-passwords.ts";
import { createPasswords } from "./passwords.ts";

const cheap = { cost: { memoryCost: 64, timeCost: 1, parallelism: 1 } };
const chosen = "Überzeugte Möwen am Meer";
const owner = { email: "ursula@example.com", username: "ursula", name: "Ursula" };

test.for([
  ["composed", chosen.normalize("NFC")],
  ["decomposed", chosen.normalize("NFD")],
  ["with no-break spaces", chosen.replaceAll(" ", "\u00a0")],
  ["with ideographic spaces", chosen.replaceAll(" ", "\u3000")],
])("a password is right however a keyboard writes it: %s", async ([, typed]) => {
  const passwords = await createPasswords(cheap);
  for (const one of [chosen, chosen.normalize("NFD"), chosen.replaceAll(" ", "\u2003")]) {
    expect(await passwords.isRight(typed ?? "", await passwords.hash(one))).toBe(true);
  }
});

test("case, width and spaces at the ends still count", async () => {
  const passwords = await createPasswords(cheap);
  const hash = await passwords.hash(chosen);
  for (const other of [chosen.toLowerCase(), ` ${chosen}`, `${chosen} `, chosen.replace("M", "Ｍ")]) {
    expect(await passwords.isRight(other, hash)).toBe(false);
  }
});

test("a weak or breached password is found in every spelling", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-"));
  const path = join(folder, "hashes.txt");
  const listed = [chosen, "Ein Möwenschwarm über Föhr".normalize("NFD")];
  const lines = listed.map((one) => `${createHash("sha1").update(one).digest("hex").toUpperCase()}:7`);
  await writeFile(path, `${lines.toSorted().join("\n")}\n`);
  await using breached = await openBreachedPasswords(path);
  const passwords = await createPasswords({ ...cheap, breached });
  const refused = { code: "password-breached" };
  await expect(passwords.refuseUnfit(chosen.normalize("NFD"), owner)).rejects.toMatchObject(refused);
  await expect(passwords.refuseUnfit(listed[1] ?? "", owner)).rejects.toMatchObject(refused);
  await expect(passwords.refuseUnfit("superman\u00a0\u3000football", owner)).rejects.toMatchObject(refused);
  await rm(folder, { recursive: true });
});
