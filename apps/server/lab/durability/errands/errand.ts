import { Refusal } from "@sallyport/contract/call";
import type { Endpoint, Reply, Request } from "@sallyport/contract/endpoint";
import type { Whereabouts } from "@sallyport/contract/sign-in";
import { Browser } from "../../simulation/browser.ts";
import { NoAnswer } from "../door.ts";
import type { Ledger } from "../ledger.ts";
import type { Person, Pool } from "../people.ts";
import type { Server } from "../server.ts";

/**
 * Persons are in pools. Each successful request moves a person to another pool. After an uncertain answer, the
 * person stays in the old pool, for another attempt.
 */
export interface Surroundings {
  servers: readonly Server[];
  origin: string;
  ledger: Ledger;
  people: Pool;
  newcomers: Pool;
  unrequired: Pool;
  required: Pool;
  suspendable: Pool;
  overdue: Pool;
  locked: Pool;
  administrators: Pool;
}

export type Errand = (surroundings: Surroundings) => Promise<boolean>;

let visits = 0;

export function browserOf({ servers, origin }: Surroundings, { address }: Person): Browser {
  visits += 1;
  const server = servers[visits % servers.length];
  if (!server) throw new NoAnswer("No server runs.");
  return new Browser(server.door, { address, origin });
}

export async function replyTo<E extends Endpoint>(
  browser: Browser,
  endpoint: E,
  request: Request<E>,
): Promise<Reply<E>> {
  const answer = await browser.ask(endpoint, request);
  if (!answer.ok) throw new Refusal(answer.problem);
  return answer.reply;
}

export function insistOn(at: Whereabouts["at"], reply: Whereabouts): void {
  if (reply.at !== at) throw new Error(`Expected ${at}, but the answer is ${JSON.stringify(reply)}.`);
}

/** Moves the person to another pool. If the act isn't acknowledged, the person returns to the old pool. */
export async function moved(
  person: Person,
  from: Pool,
  to: Pool,
  act: () => Promise<unknown>,
): Promise<boolean> {
  let next = from;
  try {
    await act();
    next = to;
    return true;
  } finally {
    next.give(person);
  }
}
