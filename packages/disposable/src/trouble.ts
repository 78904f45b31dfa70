/** A refusal that is a sentence for the person who asked. */
export class Trouble extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
