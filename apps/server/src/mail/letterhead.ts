import { say, type Text } from "./text.ts";

export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  timeZone: string;
  /** Whom the reader can ask. Null if no contact is set. */
  supportContact: string | null;
}

export function helpSentence(supportContact: string): Text {
  return say`If you need help: ${supportContact}`;
}
