import { Asker } from "./client/asker.ts";
import { Child } from "./client/child.ts";
import type { SallyportOptions } from "./client/options.ts";
import { Sallyport } from "./client/sallyport.ts";
import type { Description } from "./shown.ts";

export type { ActivityEvent, EventFilter } from "./client/events.ts";
export type { MailFilter } from "./client/mailbox.ts";
export type { SallyportOptions } from "./client/options.ts";
export type { MintOptions, RunningFault, Sallyport } from "./client/sallyport.ts";
export type { Fault, TokenFault } from "./faults.ts";
export type { Administrator, Application, Planted, Totp, User } from "./seed/planted.ts";
export type { Seed } from "./seed/schema.ts";
export type { Description, Mail, Tokens } from "./shown.ts";

/**
 * Starts a Sallyport in a process of its own, which ends with this one.
 *
 * @example
 * await using sallyport = await createSallyport({ seed: { users: [{ username: "ada", totp: true }] } });
 * console.log(sallyport.issuer, sallyport.user("ada").password);
 */
export async function createSallyport(options: SallyportOptions = {}): Promise<Sallyport> {
  const { child, description } = await Child.start(options);
  const asker = new Asker(description.control, () => child.log);
  return new Sallyport(asker, description, child);
}

/**
 * Uses a Sallyport that another process started, for example Playwright's `webServer`.
 *
 * @param control the field `control` of its JSON line
 */
export async function connectSallyport(control: string): Promise<Sallyport> {
  const asker = new Asker(control, () => `Nothing answers at ${control}.`);
  return new Sallyport(asker, await asker.get<Description>("/"), null);
}
