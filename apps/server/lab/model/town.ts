import { listAdministrators } from "@sallyport/contract/administrators";
import type { Endpoint } from "@sallyport/contract/endpoint";
import { home } from "@sallyport/contract/home";
import type { Realm } from "@sallyport/contract/text";
import { hashOf } from "../../src/core/tokens.ts";
import type { Answer, Browser } from "../simulation/browser.ts";
import { ada, enrol, loggedIn, ursula } from "../simulation/people.ts";
import { type Person, type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";
import { Ledger } from "./ledger.ts";
import { Member } from "./member.ts";

const vera: Person = { realm: "user", login: "vera", password: "vera's own long phrase" };
const alan: Person = {
  realm: "administrator",
  login: "alan",
  password: "alan keeps one more phrase",
  role: "administrator",
};
const people = [ursula, vera, alan] as const;
export const realms = ["user", "administrator"] as const;

export const browserCount = 3;

export interface Town {
  world: SimulatedApp;
  browsers: readonly Browser[];
  ada: { id: string; page: Browser; secret: string };
}

export interface Here {
  ledger: Ledger;
  town: Town;
}

interface Options {
  isLinkNeeded: boolean;
  reached: Map<string, number>;
}

export async function buildTown(options: Options): Promise<Here> {
  const world = await simulateApp();
  const members: Member[] = [];
  for (const who of people) members.push(new Member((await world.addAccount(who)).id, who));
  const { id } = await world.addAccount(ada);
  const page = await loggedIn(world, ada);
  const secret = await enrol(page, world.clock, "administrator");
  world.parts.isSetUpLinkNeeded = options.isLinkNeeded;
  const browsers = Array.from({ length: browserCount }, (_, index) =>
    world.browser({ address: `192.0.2.${index + 10}` }),
  );
  return { ledger: new Ledger(members, options), town: { world, browsers, ada: { id, page, secret } } };
}

export function browserAt({ browsers }: Town, index: number): Browser {
  const browser = browsers[index % browsers.length];
  if (!browser) throw new RangeError("A town has browsers.");
  return browser;
}

export function cookieOf(realm: Realm): string {
  return `__Host-sallyport-${realm}`;
}

export function askForHome(page: Browser, realm: Realm): Promise<Answer<Endpoint>> {
  return realm === "user" ? page.ask(home, {}) : page.ask(listAdministrators, {});
}

export interface SessionHere {
  id: string;
  account_id: string;
  aal: number;
}

export async function sessionIn(
  { world }: Town,
  browser: Browser,
  realm: Realm,
): Promise<SessionHere | undefined> {
  const token = browser.cookies.get(cookieOf(realm));
  if (token === undefined) return undefined;
  return world.parts.database
    .selectFrom("sessions")
    .select(["id", "account_id", "aal"])
    .where("token_hash", "=", hashOf(token))
    .where("realm", "=", realm)
    .executeTakeFirst();
}

export async function sessionIdsOf({ world }: Town, { id }: Member): Promise<string[]> {
  const { database } = world.parts;
  const sessions = await database.selectFrom("sessions").select("id").where("account_id", "=", id).execute();
  return sessions.map((session) => session.id);
}
