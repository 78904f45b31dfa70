import type { Recipient } from "./recipient.ts";
import type { Text } from "./text.ts";

/** A mail before it is rendered: sentences, at most one thing to do, and perhaps a code to type. */
export interface Mail {
  /** Names its template in log and activity, like `reminder`. */
  kind: string;
  to: Recipient;
  subject: string;
  paragraphs: readonly Text[];
  action?: { label: string; url: string };
  code?: string;
  /** A last sentence about the link, such as how long it works. */
  afterword?: Text;
  /** What to do if the reader didn't cause this mail. */
  ifUnexpected: Text;
  /** Why the reader gets this mail. */
  reason: Text;
}

/** The rendered mail that the outbox seals and the mail server gets. */
export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}
