import { problemOf } from "../api/problem-of.ts";

export class ProofDeclined extends Error {
  override readonly name = "ProofDeclined";
}

/**
 * If the server requires reauthentication (RFC 9470), calls `prove`, and then `ask` again. `prove` returns
 * false if the user cancels.
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
