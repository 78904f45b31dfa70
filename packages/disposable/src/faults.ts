import { randomUUID } from "node:crypto";
import { z } from "zod";

const times = z.int().min(1).optional().describe("ends the fault after so many answers");
const path = z.string().startsWith("/").optional().describe("only requests whose path begins so");

const tokenFaults = [
  "expired-token",
  "wrong-nonce",
  "wrong-issuer",
  "wrong-audience",
  "wrong-signature",
] as const;
export const TokenFault = z.enum(tokenFaults);
export type TokenFault = z.infer<typeof TokenFault>;

export const Fault = z.discriminatedUnion("kind", [
  /** Closes each connection without an answer. */
  z.strictObject({ kind: z.literal("down"), path, times }),
  z.strictObject({ kind: z.literal("error"), status: z.int().min(400).max(599).default(503), path, times }),
  z.strictObject({ kind: z.literal("slow"), delayMs: z.int().min(0).max(600_000), path, times }),
  /** Changes each ID token, and signs it again with the provider's key. */
  z.strictObject({ kind: TokenFault, times }),
]);
export type Fault = z.input<typeof Fault>;
type ReadFault = z.output<typeof Fault>;
type OfTokens = Extract<ReadFault, { kind: TokenFault }>;
type OfRequests = Exclude<ReadFault, OfTokens>;

interface Running {
  id: string;
  fault: ReadFault;
  left: number;
}

export class Faults {
  #running: Running[] = [];

  begin(fault: ReadFault): string {
    const id = randomUUID();
    this.#running.push({ id, fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    return id;
  }

  end(id: string): void {
    this.#running = this.#running.filter((each) => each.id !== id);
  }

  endAll(): void {
    this.#running = [];
  }

  ofRequest(url: string): OfRequests | undefined {
    return this.#take((fault): fault is OfRequests => !isOfTokens(fault) && isAt(fault, url));
  }

  ofToken(): TokenFault | undefined {
    return this.#take(isOfTokens)?.kind;
  }

  #take<Wanted extends ReadFault>(isWanted: (fault: ReadFault) => fault is Wanted): Wanted | undefined {
    for (const each of this.#running) {
      const { fault } = each;
      if (!isWanted(fault)) continue;
      each.left -= 1;
      if (each.left === 0) this.end(each.id);
      return fault;
    }
    return undefined;
  }
}

function isOfTokens(fault: ReadFault): fault is OfTokens {
  return tokenFaults.some((kind) => kind === fault.kind);
}

function isAt({ path: beginning = "/" }: OfRequests, url: string): boolean {
  return url.startsWith(beginning);
}
