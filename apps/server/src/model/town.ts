import { hashOf } from "../http/tokens.ts";
import type { Browser } from "../simulation/browser.ts";
import { ada, enrol, loggedIn, ursula } from "../simulation/people.ts";
import { type SimulatedApp, simulateApp } from "../simulation/simulated-app.ts";
import { Ledger, Member } from "./ledger.ts";

const vera = { realm: "user", login: "vera", password: "vera's own long phrase" } as const;
export const cookie = "__Host-sallyport-user";

/** Anybody may sit at any of them. */
export const browserCount = 3;

/** The real system: a whole server, and the browsers around it. */
export interface Town {
  world: SimulatedApp;
  browsers: readonly Browser[];
  /** Ada's, and the secret of her authenticator. */
  console: Browser;
  consoleSecret: string;
}

export interface Here {
  ledger: Ledger;
  town: Town;
}

interface Options {
  /** Whether a first factor that somebody must have wants a mailed link, too. */
  isLinkNeeded: boolean;
  reached: Map<string, number>;
}

export async function buildTown(options: Options): Promise<Here> {
  const world = await simulateApp();
  const members: Member[] = [];
  for (const who of [ursula, vera]) members.push(new Member((await world.addAccount(who)).id, who));
  const { id } = await world.addAccount(ada);
  await world.parts.database.updateTable("accounts").set({ mfa_required: 1 }).where("id", "=", id).execute();
  const console = await loggedIn(world, ada);
  const consoleSecret = await enrol(console, world.clock, "administrator");
  world.parts.isTicketNeeded = options.isLinkNeeded;
  const browsers = Array.from({ length: browserCount }, (_, index) =>
    world.browser({ address: `192.0.2.${index + 10}` }),
  );
  return { ledger: new Ledger(members, options), town: { world, browsers, console, consoleSecret } };
}

export function browserAt({ browsers }: Town, index: number): Browser {
  const browser = browsers[index % browsers.length];
  if (!browser) throw new RangeError("A town has browsers.");
  return browser;
}

export interface SessionHere {
  id: string;
  account_id: string;
  aal: number;
}

/** The session that a browser's cookie stands for, if any, whether it is still good or not. */
export async function sessionIn({ world }: Town, browser: Browser): Promise<SessionHere | undefined> {
  const token = browser.cookies.get(cookie);
  if (token === undefined) return undefined;
  return world.parts.database
    .selectFrom("sessions")
    .select(["id", "account_id", "aal"])
    .where("token_hash", "=", hashOf(token))
    .where("realm", "=", "user")
    .executeTakeFirst();
}
