import { type Browser, portalOrigin } from "../../lab/simulation/browser.ts";
import { type Got, type RelyingParty, send } from "../../lab/simulation/relying-party.ts";
import type { SimulatedApp } from "../../lab/simulation/simulated-app.ts";

const navigation = { accept: "text/html", "sec-fetch-mode": "navigate", "x-forwarded-method": "GET" };

interface Doorway {
  world: SimulatedApp;
  wiki: RelyingParty;
  /** Its cookies are those of the application's host. */
  browser: Browser;
}

export interface Question {
  headers?: Record<string, string>;
  variant?: "" | "/check";
}

/** What the proxy asks about a request. */
export function askAt(
  { world, wiki, browser }: Doorway,
  uri: string,
  { headers = {}, variant = "" }: Question = {},
): Promise<Got> {
  const all = { ...navigation, "x-forwarded-uri": uri, ...headers };
  return send(world, `/api/door/${wiki.id}${variant}`, { headers: all }, browser);
}

/** @returns the address at the application to which the portal sends the browser back */
export async function loginAtPortal(
  { wiki }: Pick<Doorway, "wiki">,
  person: Browser,
  { location }: Got,
): Promise<string> {
  const { origin, pathname, search } = new URL(location);
  if (origin + pathname !== `${portalOrigin}/oidc/auth`) throw new Error(`The door leads to ${location}`);
  const answer = await wiki.logIn(person, Object.fromEntries(new URLSearchParams(search)));
  return `/.sallyport/callback?${answer.toString()}`;
}

export async function enterDoor(door: Doorway, person: Browser, uri: string): Promise<Got> {
  return askAt(door, await loginAtPortal(door, person, await askAt(door, uri)));
}
