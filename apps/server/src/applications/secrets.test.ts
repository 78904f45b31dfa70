import { expect, test } from "vitest";
import { matchingSecret, newSecret, secretColumns } from "./secrets.ts";

test("a new secret has 256 random bits, and only its hash and its end are stored", () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(newSecret()).not.toBe(secret);
  const { hash, hint } = secretColumns(secret);
  expect([Buffer.from(hash, "base64url").length, hint]).toEqual([32, secret.slice(60)]);
});

test("a given secret is found among all, and an expired one says so", () => {
  const [one, other] = [newSecret(), newSecret()];
  const stored = [one, other].map((secret, n) => ({
    ...secretColumns(secret),
    id: `secret ${n}`,
    expires_at: n === 0 ? 1000 : null,
    last_used_at: null,
  }));
  expect(matchingSecret(stored, one, 999)).toMatchObject({ secret: { id: "secret 0" }, isExpired: false });
  expect(matchingSecret(stored, one, 1000)).toMatchObject({ secret: { id: "secret 0" }, isExpired: true });
  expect(matchingSecret(stored, other, 1000)).toMatchObject({ secret: { id: "secret 1" }, isExpired: false });
  for (const wrong of ["", one.slice(1), `${one}0`, one.toUpperCase(), stored[0]?.hash ?? ""])
    expect(matchingSecret(stored, wrong, 0)).toBeNull();
});
