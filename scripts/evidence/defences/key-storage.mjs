const server = "apps/server/src";

/** @type {readonly import("../defences.mjs").Defence[]} */
export const keyStorageDefences = [
  {
    attacks: ["AT-74"],
    defence: "what is sealed is bound to its row and its account",
    edits: [
      {
        file: `${server}/keys/sealed-columns.ts`,
        find: "return `totp-secret:${account_id}:${id}`;",
        replace: 'void id;\n  void account_id;\n  return "totp-secret";',
      },
    ],
  },
  {
    attacks: ["AT-75"],
    defence: "a secret lies in the database sealed",
    edits: [
      {
        file: `${server}/factors/sealed-secret.ts`,
        find: "return keys.encrypt(secret, totpSecretOf(factor));",
        replace: "void keys;\n  return new Uint8Array(secret);",
      },
      {
        file: `${server}/factors/sealed-secret.ts`,
        find: "keys.decrypt(tx, factor.sealed_secret, totpSecretOf(factor));",
        replace: "Promise.resolve(new Uint8Array(factor.sealed_secret));",
      },
    ],
  },
  {
    attacks: ["AT-76"],
    defence: "a key that does not open is an error, never a reason for a new one",
    edits: [
      {
        file: `${server}/keys/keys.ts`,
        find: "if (!isNew) return Keys.open(database, [store], clock);",
        replace: `const makeAnother = async () => {
      const persist: Persist = (records, known) => insertSlots(database, { records, known }, clock.now());
      const keyring = await initKeyring(store, { slots: [], expectKekIds: [], persist });
      return new Keys(database, clock, { keyring, isFirst: true });
    };
    if (!isNew) return Keys.open(database, [store], clock).catch(makeAnother);`,
      },
    ],
  },
  {
    attacks: ["AT-77"],
    defence: "a row of a key version that is not open has the slots read again",
    edits: [{ file: `${server}/keys/keys.ts`, find: "await this.refresh(queryable);", replace: "" }],
  },
  {
    attacks: ["AT-78"],
    defence: "a secret is overwritten after its use",
    edits: [{ file: `${server}/factors/sealed-secret.ts`, find: "secret.fill(0);", replace: "" }],
  },
  {
    attacks: ["AT-90"],
    defence: "the lock of a TPM lies where no other account can hold it",
    edits: [
      {
        file: "packages/secure-store/src/tpm/tpm-lock.ts",
        find: "return join(await folderForLocks(), `tpm-${name}.lock`);",
        replace: "void folderForLocks;\n  return join(tmpdir(), `secure-store-tpm-${name}.lock`);",
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "the programs of a key store get no settings of the server",
    edits: [
      {
        file: "packages/secure-store/src/child-environment.ts",
        find: "...more }, extendEnv: false };",
        replace: "...more }, extendEnv: true as false };",
      },
    ],
  },
  {
    attacks: ["AT-90"],
    defence: "a passphrase file's owner, mode and folder are judged",
    edits: [
      {
        file: "packages/secure-store/src/passphrase-file.ts",
        find: "const exposure = await exposureOf(path, found);",
        replace: "void exposureOf;\n  const exposure = undefined;",
      },
    ],
  },
];
