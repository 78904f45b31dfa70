import type { Problem } from "@sallyport/contract/problem";
import * as fc from "fast-check";
import { wrongCodeFor } from "../../simulation/people.ts";
import { codeOf, insist, type Ledger } from "../ledger.ts";
import type { CountedMethod, Member } from "../member.ts";
import type { Here, Town } from "../town.ts";

const codeKinds = ["right", "previous", "next", "wrong", "replayed", "foreign", "pending", "former"] as const;
export type CodeKind = (typeof codeKinds)[number];

/** Most codes are right. With mostly wrong codes, hardly any random sequence would complete a sign-in. */
export const anyCode: fc.Arbitrary<CodeKind> = fc.oneof(
  { weight: 8, arbitrary: fc.constant<CodeKind>("right") },
  { weight: 3, arbitrary: fc.constant<CodeKind>("replayed") },
  { weight: 8, arbitrary: fc.constantFrom<CodeKind>(...codeKinds) },
);

export function codeFor(ledger: Ledger, owner: Member, kind: CodeKind, now: number): string {
  const [own] = owner.apps.keys();
  const others = ledger.members.filter((member) => member !== owner);
  const [foreign] = others.flatMap(({ apps }) => [...apps.keys()]);
  const [pending] = [...ledger.pending].find(([key]) => key.endsWith(`/${owner.id}`))?.slice(1) ?? [];
  const offset = { previous: -30_000, next: 30_000 }[kind as string] ?? 0;
  const secrets: Partial<Record<CodeKind, string | undefined>> = {
    foreign,
    pending,
    former: owner.formerApps.at(-1),
    wrong: undefined,
  };
  const secret = kind in secrets ? secrets[kind] : own;
  if (kind === "replayed") return owner.lastCode ?? "000000";
  if (secret !== undefined) return codeOf(secret, now + offset);
  const known = own ?? pending;
  return known === undefined ? "000000" : wrongCodeFor(known, now);
}

const checkedCodes = new Set(["wrong-code", "not-yet-valid", "replayed"]);

interface Outcome {
  owner: Member;
  method: CountedMethod;
  problem: Problem | null;
}

const longestWait = 900_000;

/**
 * During a wait after wrong codes, the server must not check any code. A wait of more than `longestWait` has no effect,
 * because it comes from a clock that was set back.
 */
export async function checkAttempt(
  { ledger, town: { world } }: Here,
  before: number,
  { owner, method, problem }: Outcome,
): Promise<void> {
  const now = world.clock.now();
  const waitUntil = owner.waits.get(method) ?? 0;
  const isChecked = problem === null || checkedCodes.has(problem.code);
  const isWaiting = now < waitUntil && waitUntil <= now + longestWait;
  insist(!(isChecked && isWaiting), "a code was checked while wrong ones make it wait");
  ledger.reach(problem ? `${method}: ${problem.code}` : `${method}: accepted`, owner);
  if (problem === null) {
    owner.waits.delete(method);
    return;
  }
  if (problem.code !== "wrong-code" && problem.code !== "not-yet-valid") return;
  const count = await countOf(world, owner, method);
  insist(count === before + 1, "a wrong code was not counted, or not for the account");
  if (count >= 5) owner.waits.set(method, now + Math.min(30_000 * 2 ** (count - 5), longestWait));
}

export async function countOf(world: Town["world"], { id }: Member, method: CountedMethod): Promise<number> {
  const row = await world.parts.database
    .selectFrom("wrong_codes")
    .select("count")
    .where("account_id", "=", id)
    .where("method", "=", method)
    .executeTakeFirst();
  return row?.count ?? 0;
}
