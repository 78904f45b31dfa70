import { say, type Text } from "./text.ts";

export interface Letterhead {
  organisation: string;
  portalOrigin: string;
  timeZone: string;
  /** Where readers can ask questions, or null if the organisation has no such contact. */
  supportContact: string | null;
}

export function helpSentence(supportContact: string): Text {
  return say`If you need help: ${supportContact}`;
}
