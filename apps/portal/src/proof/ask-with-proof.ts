import { problemOf } from "../api/problem-of.ts";

/** Pages don't show this as an error, because nothing has changed. */
export class ProofDeclined extends Error {
  override readonly name = "ProofDeclined";
}

/**
 * Calls `ask` again after a successful `prove` (RFC 9470).
 * @param prove asks the user to reauthenticate; resolves to false if the user cancels
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
