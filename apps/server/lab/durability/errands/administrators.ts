import * as users from "@sallyport/contract/users";
import type { Browser } from "../../simulation/browser.ts";
import type { Person } from "../people.ts";
import { type Errand, moved, type Surroundings } from "./errand.ts";
import { logInAs } from "./users.ts";

const days = 7;
const moreDays = 14;

export const administrator: Errand = async (surroundings) => {
  const person = surroundings.administrators.take();
  if (!person) return false;
  try {
    const page = await logInAs(surroundings, person, "administrator");
    const desk = { surroundings, page, by: person.login };
    await requireMfa(desk);
    await extend(desk);
    await unlock(desk);
    await suspendAndActivate(desk);
  } finally {
    surroundings.administrators.give(person);
  }
  return true;
};

interface Desk {
  surroundings: Surroundings;
  page: Browser;
  by: string;
}

async function requireMfa({ surroundings: { ledger, unrequired, required }, page, by }: Desk): Promise<void> {
  const person = unrequired.take();
  if (!person) return;
  const request = { params: idOf(person), body: { mfa: { isRequired: true, days } } } as const;
  await moved(person, unrequired, required, () =>
    ledger.ask(of("requirement", person, by), page, users.saveUser, request),
  );
}

async function extend({ surroundings: { ledger, required, newcomers }, page, by }: Desk): Promise<void> {
  const person = required.take();
  if (!person) return;
  const request = { params: idOf(person), body: { days: moreDays } };
  await moved(person, required, newcomers, () =>
    ledger.ask(of("extension", person, by), page, users.extendDeadline, request),
  );
}

async function unlock({ surroundings: { ledger, locked, newcomers }, page, by }: Desk): Promise<void> {
  const person = locked.take();
  if (!person) return;
  const request = { params: idOf(person), body: { days } };
  await moved(person, locked, newcomers, () =>
    ledger.ask(of("unlock", person, by), page, users.extendDeadline, request),
  );
}

async function suspendAndActivate(desk: Desk): Promise<void> {
  const { suspendable } = desk.surroundings;
  const person = suspendable.take();
  if (!person) return;
  await moved(person, suspendable, suspendable, async () => {
    await setState(desk, person, "suspended");
    await setState(desk, person, "active");
  });
}

async function setState(
  { surroundings: { ledger }, page, by }: Desk,
  person: Person,
  state: "suspended" | "active",
): Promise<void> {
  const act = of(state === "active" ? "activation" : "suspension", person, by);
  await ledger.ask(act, page, users.setUserState, { params: idOf(person), body: { state } });
}

function of<Kind extends string>(kind: Kind, { login }: Person, by: string) {
  return { kind, account: login, by };
}

function idOf({ id }: Person): { id: string } {
  return { id };
}
