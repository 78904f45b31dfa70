import { problemOf } from "../api/problem-of.ts";

/** The person was asked to confirm that it is they, and would not. Nothing has changed, so nothing has to be said. */
export class ProofDeclined extends Error {
  override readonly name = "ProofDeclined";
}

/**
 * Calls the server; if it wants a fresh proof first, gets one and calls again (RFC 9470).
 * @param prove has the person confirm that it is they; false when they would not
 */
export function askWithProof<Given, Answer>(
  ask: (given: Given) => Promise<Answer>,
  prove: () => Promise<boolean>,
) {
  return async (given: Given): Promise<Answer> => {
    try {
      return await ask(given);
    } catch (error) {
      if (problemOf(error).code !== "insufficient-user-authentication") throw error;
      if (!(await prove())) throw new ProofDeclined();
      return await ask(given);
    }
  };
}
