import { describe, expect, test } from "vitest";
import { argonCost, costOf, importedHash } from "./hash-cost.ts";

const ofBcrypt = (cost: string, version = "2b") =>
  `$${version}$${cost}$abcdefghijklmnopqrstuu1234567890123456789012345678902`;
const ofArgon = (parameters: string) =>
  `$argon2id$v=19$${parameters}$c29tZXNhbHRzb21lc2FsdA$gk7xM1rvhN1d5dTIcDxWmZqkB0xYhE6lXSpVwZ1h6Aw`;

describe("accepted", () => {
  test.for([
    [ofBcrypt("10"), "$2b$10$"],
    [ofBcrypt("12", "2a"), "$2b$12$"],
    [ofBcrypt("12", "2y"), "$2b$12$"],
    [ofArgon("m=65536,t=3,p=4"), "$argon2id$v=19$m=65536,t=3,p=4$"],
    [ofArgon("m=19456,t=2,p=1"), argonCost({ memoryCost: 19_456, timeCost: 2, parallelism: 1 })],
  ])("%s", ([hash = "", cost]) => {
    const accepted = importedHash(hash);
    expect(accepted).toMatchObject({ cost });
    expect("hash" in accepted && costOf(accepted.hash)).toBe(cost);
  });
});

describe("refused, because one login would take too much memory or time", () => {
  test.for([
    ofBcrypt("13"),
    ofBcrypt("31"),
    ofArgon("m=65537,t=1,p=1"),
    ofArgon("m=4194304,t=1,p=1"),
    ofArgon("m=19456,t=100,p=1"),
    ofArgon("m=19456,t=2,p=128"),
    ofArgon("m=65536,t=5,p=1"),
  ])("%s", (hash) => {
    expect(importedHash(hash)).toEqual({ refusal: "costly-hash" });
  });
});

describe("refused, because it protects the password badly", () => {
  test.for([ofBcrypt("04"), ofBcrypt("09"), ofArgon("m=64,t=1,p=1"), ofArgon("m=7168,t=1,p=1")])(
    "%s",
    (hash) => {
      expect(importedHash(hash)).toEqual({ refusal: "weak-hash" });
    },
  );
});

describe("refused as another kind", () => {
  test.for([
    "",
    "a password",
    "{SSHA}1234567890",
    "5f4dcc3b5aa765d61d8327deb882cf99",
    ofBcrypt("12", "2x"),
    ofBcrypt("12").slice(0, -1),
    `${ofBcrypt("12")}x`,
    ofBcrypt("12").replace("uu1", "uz1"),
    ofBcrypt("12").replace(/2$/, "1"),
    ofArgon("m=19456,t=2,p=1").replace("argon2id", "argon2i"),
    ofArgon("m=19456,t=2,p=1").replace("v=19", "v=16"),
    ofArgon("t=2,m=19456,p=1"),
    ofArgon("m=19456,t=2,p=1,keyid=AAAA"),
    `${ofArgon("m=19456,t=2,p=1")}\n`,
    ofArgon("m=019456,t=2,p=1"),
    ofArgon("m=19456,t=02,p=1"),
    ofArgon("m=19456,t=2,p=01"),
    // In the next two hashes, the last letter of the salt or the hash has wrong unused bits. The two hashes
    // after them have an impossible length.
    ofArgon("m=19456,t=2,p=1").replace("FsdA$", "FsdB$"),
    ofArgon("m=19456,t=2,p=1").replace(/w$/, "x"),
    ofArgon("m=19456,t=2,p=1").replace("FsdA$", "FsdAAAA$"),
    `${ofArgon("m=19456,t=2,p=1")}AA`,
    `as-typed:${ofBcrypt("12")}`,
  ])("%s", (hash) => {
    expect(importedHash(hash)).toEqual({ refusal: "unknown-hash" });
  });
});
