import { Refusal } from "@sallyport/contract/call";
import { submitPasscode } from "@sallyport/contract/sign-in";
import { timeStepAt } from "@sallyport/totp/totp";
import { browserOf, type Surroundings } from "./errands/errand.ts";
import { givePassword } from "./errands/users.ts";
import { type Entry, isAcknowledged, mayHaveHappened } from "./ledger.ts";
import { codeOfStep, type Person } from "./people.ts";
import type { Finding } from "./subject.ts";

const mostTries = 10;
/** A server accepts codes of the current and of the previous time step. */
const stepsAccepted = 2;

export async function retryCodes(
  surroundings: Surroundings,
  people: ReadonlyMap<string, Person>,
): Promise<number> {
  const { ledger } = surroundings;
  const oldest = timeStepAt(Date.now()) - stepsAccepted + 1;
  const recent = ledger.entries
    .slice(-500)
    .filter((entry) => entry.act.kind === "login" && entry.act.realm === "user" && entry.act.step >= oldest)
    .filter(mayHaveHappened);
  const uncertain = recent.filter((entry) => !isAcknowledged(entry));
  const certain = recent.filter(isAcknowledged);
  // If the outcome of a code is uncertain, the code is sent twice. The server can accept the first request, but
  // must refuse the second.
  const chosen = [...uncertain.flatMap((entry) => [entry, entry]), ...certain.toReversed()].slice(
    0,
    mostTries,
  );
  for (const { act } of chosen) {
    const person = people.get(act.account);
    if (!person || act.kind !== "login") continue;
    const browser = browserOf(surroundings, person);
    try {
      await givePassword(browser, person);
      const body = { code: codeOfStep(person, act.step) };
      await ledger.ask(act, browser, submitPasscode, { params: { realm: "user" }, body });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      ledger.noteRefusal(error);
    }
  }
  return chosen.length;
}

export function findSecondUses(entries: readonly Entry[]): Finding[] {
  const uses = new Map<string, number>();
  for (const entry of entries) {
    const { act } = entry;
    if (!("step" in act) || !isAcknowledged(entry)) continue;
    const code = `${act.account} in time step ${act.step}`;
    uses.set(code, (uses.get(code) ?? 0) + 1);
  }
  return [...uses]
    .filter(([, count]) => count > 1)
    .map(([code, count]) => `the code of ${code} was accepted ${count} times`);
}
