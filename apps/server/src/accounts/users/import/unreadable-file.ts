import { Refused } from "../../../core/refusal.ts";

/** The message says what is wrong with the file and what to do. */
export function unreadableFile(message: string): Refused {
  return new Refused("invalid-request", { fields: [{ path: "file", message }] });
}
