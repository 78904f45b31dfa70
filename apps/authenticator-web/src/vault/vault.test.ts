import { formatKeyUri, parseKeyUri } from "@sallyport/totp/key-uri";
import { beforeEach, describe, expect, test } from "vitest";
import { type Account, newAccount } from "./account.ts";
import { newVaultKey, type SealedAccount } from "./sealing.ts";
import { Vault, type VaultStore, VaultUnreadable } from "./vault.ts";

let disk: { vaultKey: CryptoKey | undefined; entries: Map<string, SealedAccount> };
let vault: Vault;

beforeEach(() => {
  disk = { vaultKey: undefined, entries: new Map() };
  vault = new Vault(storeOn(disk));
});

describe("keeping accounts", () => {
  test("an account comes back as it went in", async () => {
    const account = accountOf("ACME", 1);
    expect(await vault.keep(account)).toEqual(account);
    expect(await vault.contents()).toEqual({ accounts: [account], unreadable: [] });
  });

  test("accounts come oldest first, in any order of the storage", async () => {
    await vault.keep(accountOf("Later", 2));
    await vault.keep(accountOf("Earlier", 1));
    expect(await issuers()).toEqual(["Earlier", "Later"]);
  });

  test("keeping an account again under its id changes it in place", async () => {
    const account = await vault.keep(accountOf("ACME", 1));
    await vault.keep({ ...account, key: { ...account.key, issuer: "Renamed" } });
    expect(await issuers()).toEqual(["Renamed"]);
  });

  test("an account that was not kept is an error, not a code on the screen", async () => {
    const forgetful = new Vault({ ...storeOn(disk), put: async () => {} });
    await expect(forgetful.keep(accountOf("ACME", 1))).rejects.toThrow("not kept");
  });

  test("a removed account is gone", async () => {
    const account = await vault.keep(accountOf("ACME", 1));
    await vault.remove([account.id]);
    expect(await vault.contents()).toEqual({ accounts: [], unreadable: [] });
  });
});

describe("names", () => {
  const names = [
    "Steam",
    "steam",
    "STEAM",
    "Steam:x",
    "50%25",
    "a%3Ab",
    "?secret=A&issuer=B",
    "x/../y",
    "..",
    "",
  ];
  const cases = names.flatMap((name) => [
    { issuer: name },
    { account: name },
    { issuer: name, account: name },
  ]);

  test.each(cases)(
    "an account renamed to $issuer / $account opens again, its key untouched",
    async (renaming) => {
      const account = await vault.keep(accountOf("ACME", 1));
      const renamed = { ...account, key: { ...account.key, ...renaming } };
      expect(await vault.keep(renamed)).toEqual(renamed);
      expect(await vault.contents()).toEqual({ accounts: [renamed], unreadable: [] });
    },
  );

  test.each(cases)("an entry of an earlier version called $issuer / $account opens", async (renaming) => {
    const { key, ...account } = accountOf("ACME", 1);
    const old = { ...account, key: { ...key, ...renaming } };
    await storeAsBefore(old);
    expect(await vault.contents()).toEqual({ accounts: [old], unreadable: [] });
  });

  test("an entry of an earlier version keeps its domain and every other field", async () => {
    const { key, ...account } = accountOf("ACME", 1);
    const parameters = { algorithm: "SHA512", digits: 8, periodSeconds: 60, domain: "acme.example" } as const;
    const old = { ...account, key: { ...key, ...parameters } };
    await storeAsBefore(old);
    expect(await vault.contents()).toEqual({ accounts: [old], unreadable: [] });
    await vault.keep(old);
    expect(await vault.contents()).toEqual({ accounts: [old], unreadable: [] });
  });
});

test("an account that would not reopen leaves the entry that it would replace", async () => {
  const account = await vault.keep(accountOf("ACME", 1));
  const broken = { ...account, key: { ...account.key, secret: new Uint8Array() } };
  await expect(vault.keep(broken)).rejects.toThrow("no time-based key");
  expect(await vault.contents()).toEqual({ accounts: [account], unreadable: [] });
});

describe("what lies in the storage", () => {
  test("neither the secret nor the names can be read there", async () => {
    const { id } = await vault.keep(accountOf("ACME", 1));
    const text = new TextDecoder("latin1").decode(disk.entries.get(id)?.sealed);
    expect(text).not.toMatch(/ACME|alice|JBSWY3DP/);
  });

  test("the vault's key can't be exported", async () => {
    await vault.keep(accountOf("ACME", 1));
    expect(disk.vaultKey?.extractable).toBe(false);
  });

  test("the same account never leads to the same bytes", async () => {
    const account = await vault.keep(accountOf("ACME", 1));
    const before = disk.entries.get(account.id);
    await vault.keep(account);
    expect(disk.entries.get(account.id)?.iv).not.toEqual(before?.iv);
  });
});

describe("a vault that can't be opened", () => {
  test("is not an empty list when the key is gone", async () => {
    await vault.keep(accountOf("ACME", 1));
    disk.vaultKey = undefined;
    await expect(vault.contents()).rejects.toThrow(VaultUnreadable);
  });

  test("is not an empty list when the key is another one", async () => {
    await vault.keep(accountOf("ACME", 1));
    disk.vaultKey = await newVaultKey();
    await expect(vault.contents()).rejects.toThrow(VaultUnreadable);
  });

  test("takes no new account under a new key", async () => {
    await vault.keep(accountOf("ACME", 1));
    disk.vaultKey = undefined;
    await expect(vault.keep(accountOf("Other", 2))).rejects.toThrow(VaultUnreadable);
    expect(disk.vaultKey).toBeUndefined();
  });

  test("can be erased, and then starts empty", async () => {
    await vault.keep(accountOf("ACME", 1));
    disk.vaultKey = undefined;
    await vault.erase();
    await vault.keep(accountOf("Again", 2));
    expect(await issuers()).toEqual(["Again"]);
  });
});

test("one damaged entry is named, and the others still open", async () => {
  const good = await vault.keep(accountOf("Good", 1));
  const bad = await vault.keep(accountOf("Bad", 2));
  new Uint8Array(disk.entries.get(bad.id)?.sealed ?? new ArrayBuffer()).fill(0, 0, 4);
  expect(await vault.contents()).toEqual({ accounts: [good], unreadable: [bad.id] });
});

test("a secret moved under another account's id does not open", async () => {
  const one = await vault.keep(accountOf("One", 1));
  const other = await vault.keep(accountOf("Other", 2));
  const moved = disk.entries.get(other.id);
  if (moved) disk.entries.set(one.id, { ...moved, id: one.id });
  expect((await vault.contents()).unreadable).toEqual([one.id]);
});

async function issuers(): Promise<string[]> {
  return (await vault.contents()).accounts.map(({ key }) => key.issuer);
}

function accountOf(issuer: string, addedAt: number): Account {
  const result = parseKeyUri(`otpauth://totp/${issuer}:alice?secret=JBSWY3DPEHPK3PXP&issuer=${issuer}`);
  if (!result.ok || result.key.type !== "totp") throw new Error("a test's key must be good");
  return newAccount(result.key, addedAt);
}

async function storeAsBefore({ id, addedAt, key }: Account): Promise<void> {
  const vaultKey = (disk.vaultKey ??= await newVaultKey());
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = JSON.stringify({ addedAt, uri: formatKeyUri(key) });
  const additionalData = new TextEncoder().encode(id);
  const parameters = { name: "AES-GCM", iv, additionalData };
  const sealed = await crypto.subtle.encrypt(parameters, vaultKey, new TextEncoder().encode(content));
  disk.entries.set(id, { id, iv, sealed });
}

function storeOn(place: typeof disk): VaultStore {
  return {
    read: async () => ({ vaultKey: place.vaultKey, entries: [...place.entries.values()] }),
    keepKey: async (candidate) => (place.vaultKey ??= candidate),
    put: async (entry) => void place.entries.set(entry.id, entry),
    find: async (id) => place.entries.get(id),
    remove: async (ids) => ids.forEach((id) => void place.entries.delete(id)),
    erase: async () => {
      place.vaultKey = undefined;
      place.entries.clear();
    },
  };
}
