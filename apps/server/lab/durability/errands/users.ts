import * as contract from "@sallyport/contract/sign-in";
import type { Realm } from "@sallyport/contract/text";
import type { Browser } from "../../simulation/browser.ts";
import { keepSecret, type Person, typeCode } from "../people.ts";
import { browserOf, type Errand, insistOn, moved, replyTo, type Surroundings } from "./errand.ts";

export function givePassword(
  browser: Browser,
  { login, password }: Person,
  realm: Realm = "user",
): Promise<contract.Whereabouts> {
  return replyTo(browser, contract.submitPassword, { params: { realm }, body: { login, password } });
}

export async function logInAs(
  surroundings: Surroundings,
  person: Person,
  realm: Realm = "user",
): Promise<Browser> {
  const browser = browserOf(surroundings, person);
  await givePassword(browser, person, realm);
  const { code, step } = typeCode(person);
  const act = { kind: "login", realm, account: person.login, step } as const;
  const request = { params: { realm }, body: { code } };
  insistOn("signed-in", await surroundings.ledger.ask(act, browser, contract.submitPasscode, request));
  return browser;
}

export const logIn: Errand = async (surroundings) => {
  const person = surroundings.people.take();
  if (!person) return false;
  try {
    await logInAs(surroundings, person);
  } finally {
    surroundings.people.give(person);
  }
  return true;
};

export const enrol: Errand = async (surroundings) => {
  const { newcomers, people, ledger } = surroundings;
  const person = newcomers.take();
  if (!person) return false;
  const browser = browserOf(surroundings, person);
  const params = { realm: "user" } as const;
  return moved(person, newcomers, people, async () => {
    const { at } = await givePassword(browser, person);
    // If the server already asks for the second factor, an earlier enrolment succeeded although its answer got
    // lost.
    if (at === "second-factor") return;
    const { secret } = await replyTo(browser, contract.beginSetUp, { params });
    keepSecret(person, secret);
    const { code, step } = typeCode(person);
    const act = { kind: "enrolment", account: person.login, step } as const;
    const reply = await ledger.ask(act, browser, contract.confirmSetUp, { params, body: { code } });
    insistOn("set-up-complete", reply);
  });
};

/** Logs in a user with a missed deadline. The server must then lock the account. */
export const meetLock: Errand = async (surroundings) => {
  const { overdue, locked, ledger } = surroundings;
  const person = overdue.take();
  if (!person) return false;
  const { login, password } = person;
  const request = { params: { realm: "user" }, body: { login, password } } as const;
  const act = { kind: "lock", account: login } as const;
  return moved(person, overdue, locked, async () => {
    const browser = browserOf(surroundings, person);
    insistOn("locked", await ledger.ask(act, browser, contract.submitPassword, request));
  });
};
