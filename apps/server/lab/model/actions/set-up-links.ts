import * as contract from "@sallyport/contract/sign-in";
import * as fc from "fast-check";
import { type AnyAction, action } from "../action.ts";
import { insist } from "../ledger.ts";
import type { Member } from "../member.ts";
import type { Here, Town } from "../town.ts";
import { anyTab, caller, type Tab } from "./caller.ts";

type LinkKind = "newest" | "older" | "foreign";

async function mailedTo({ world }: Town, { email }: Member): Promise<string[]> {
  await world.parts.outbox.deliverDue();
  const own = world.mails.filter(({ to }) => to === email);
  return own.flatMap(({ text }) => /\/set-up#([\w-]{43})/.exec(text)?.[1] ?? []);
}

async function tokenFor({ ledger, town }: Here, owner: Member, kind: LinkKind): Promise<string | undefined> {
  const reader = kind === "foreign" ? ledger.members.find((member) => member !== owner) : owner;
  const tokens = reader ? await mailedTo(town, reader) : [];
  return tokens.at(kind === "older" ? -2 : -1);
}

/** The server must accept only the newest link, only once, and only after the right password. */
export const openLink = action<{ tab: Tab; kind: LinkKind }>(
  "openLink",
  {
    tab: anyTab,
    kind: fc.oneof({ weight: 3, arbitrary: fc.constant("newest") }, fc.constantFrom("older", "foreign")),
  },
  async (here, { tab, kind }) => {
    const { ledger, town } = here;
    const { page, params, session, owner } = await caller(here, tab);
    const token = await tokenFor(here, owner, kind);
    if (token === undefined) return;
    const answer = await page.ask(contract.openSetUpLink, { params, body: { token } });
    if (!answer.ok) return;
    const known = session && ledger.sessions.get(session.id);
    insist(known !== undefined, "a link to set-up was accepted without a session");
    insist(token === (await mailedTo(town, owner)).at(-1), "a link was accepted that is older, or another's");
    ledger.spendLink(token);
    known.hasLink = true;
    ledger.reach("links to set-up opened", owner);
  },
);

export const sendLink = action<{ tab: Tab }>("sendLink", { tab: anyTab }, async (here, { tab }) => {
  const { page, params } = await caller(here, tab);
  const answer = await page.ask(contract.sendSetUpLinkAgain, { params });
  insist(!answer.ok || here.ledger.isLinkNeeded, "a link to set-up was mailed where none is needed");
});

export const setUpLinks: AnyAction[] = [openLink, sendLink];
