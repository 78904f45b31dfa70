import { problemOf } from "../api/problem-of.ts";

/** The user cancelled the reauthentication. Nothing has changed, so no message is shown. */
export class ProofDeclined extends Error {
  override readonly name = "ProofDeclined";
}

/**
 * Calls the server. If it requires reauthentication, does that and calls again (RFC 9470).
 * @param prove asks the user to reauthenticate; false if the user cancels
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
