import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { PasskeyRow, TotpFactorRow } from "../../database/schema.ts";
import { type Factors, noFactors } from "../../factors/rules/factors.ts";
import { mayRemove } from "./removing.ts";

const kinds = ["app", "disabled app", "passkey"] as const;
type Kind = (typeof kinds)[number];

function holding(...held: readonly Kind[]): Factors {
  const withIds = held.map((kind, index) => ({ kind, id: `${index}` }));
  const app = (kind: Kind) => ({ state: kind === "app" ? "confirmed" : "disabled" });
  return {
    ...noFactors,
    apps: withIds
      .filter(({ kind }) => kind !== "passkey")
      .map(({ kind, id }) => ({ ...app(kind), id }) as TotpFactorRow),
    passkeys: withIds.filter(({ kind }) => kind === "passkey").map(({ id }) => ({ id }) as PasskeyRow),
  };
}

test.for([
  ["the only app", ["app"], false],
  ["the only passkey", ["passkey"], false],
  ["the only app, disabled", ["disabled app"], false],
  ["one of two apps", ["app", "app"], true],
  ["an app, and a passkey stays", ["app", "passkey"], true],
  ["a passkey, and an app stays", ["passkey", "app"], true],
  ["a disabled app, and another works", ["disabled app", "app"], true],
  ["the app that works, and a disabled one stays", ["app", "disabled app"], false],
  ["one of two disabled apps", ["disabled app", "disabled app"], true],
] as const)("where one is required, removing %s", ([, held, isAllowed]) => {
  expect(mayRemove(holding(...held), "0", true)).toBe(isAllowed);
});

test("where none is required, the last one may go", () => {
  for (const kind of kinds) expect(mayRemove(holding(kind), "0", false)).toBe(true);
});

const works = (kind: Kind) => kind !== "disabled app";

test("a user who has a working factor keeps a working one, or has none at all", { tags: ["R26"] }, () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 6 }),
      fc.boolean(),
      (held, isRequired) => {
        const [, ...left] = held;
        const isGood = left.some(works) || !held.some(works) || (left.length === 0 && !isRequired);
        const isMissing = isRequired && left.length === 0;
        expect(mayRemove(holding(...held), "0", isRequired)).toBe(isGood && !isMissing);
      },
    ),
  );
});
