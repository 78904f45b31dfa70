const server = "apps/server/src";

/**
 * The set `rules` runs only the tests of the rules, which don't start the server.
 *
 * @type {Record<string, { mutate: string[], tests: string[] }>}
 */
export const sets = {
  rules: {
    mutate: [
      `${server}/{journey,{limits,sessions,accounts,accounts/administrators,factors,security}/rules}/*.ts`,
    ],
    tests: [
      `${server}/{journey,{limits,sessions,accounts,accounts/administrators,factors,security}/rules}/*.test.ts`,
    ],
  },
  sessions: {
    mutate: [`${server}/sessions/*.ts`],
    tests: [`${server}/sessions/*.test.ts`],
  },
  codes: {
    mutate: [
      `${server}/{limits/{attempts,wrong-codes.repository},factors/{totp,recovery-codes,bypass-codes,typed-codes,view-factors,{factors,pending,totp,recovery-codes,bypass-codes}.repository}}.ts`,
    ],
    tests: [
      `${server}/{limits/attempts,factors/{totp,recovery-codes,{factors,totp,recovery-codes}.repository}}.test.ts`,
      `${server}/{sign-in/{recovery-code,bypass-code,wrong-codes},security/show-security}.test.ts`,
      `apps/server/lab/attacks/unfinished-set-up.test.ts`,
    ],
  },
  passkeys: {
    mutate: [
      `${server}/factors/{passkey*,autofill-challenges,webauthn-challenges.repository,attestation-roots,relying-party}.ts`,
    ],
    tests: [
      `${server}/factors/{passkey*,attestation-roots}.test.ts`,
      `${server}/{sign-in,security}/passkey*.test.ts`,
    ],
  },
  seals: {
    mutate: [`${server}/{factors/{seal,sealed-secret,sealed-public-key},accounts/refused-seal}.ts`],
    tests: [
      `${server}/{factors/sealed-public-key,accounts/refused-seal}.test.ts`,
      `apps/server/lab/attacks/key-storage.test.ts`,
    ],
  },
};
