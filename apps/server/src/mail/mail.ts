import type { Recipient } from "./recipient.ts";
import type { Text } from "./text.ts";

/** A mail before it is rendered: sentences, at most one link, and perhaps a code to type. */
export interface Mail {
  /** The name of its template in the log and the activity log, like `reminder`. */
  kind: string;
  to: Recipient;
  subject: string;
  paragraphs: readonly Text[];
  action?: { label: string; url: string };
  code?: string;
  /** A sentence after the link, such as how long the link works. */
  afterword?: Text;
  /** What to do if the reader didn't cause this mail. */
  ifUnexpected: Text;
  /** Why the reader gets this mail. */
  reason: Text;
}

/** A rendered mail. The outbox stores it sealed and sends it to the mail server. */
export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}
