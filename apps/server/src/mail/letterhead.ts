import { say, type Text } from "./text.ts";

export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  timeZone: string;
  /** The contact for questions. Null if the organisation has none. */
  supportContact: string | null;
}

export function helpSentence(supportContact: string): Text {
  return say`If you need help: ${supportContact}`;
}
