import type { Recipient } from "./recipient.ts";
import type { Text } from "./text.ts";

export interface Mail {
  /** The name of the template in the log, such as `reminder`. */
  kind: string;
  to: Recipient;
  subject: string;
  paragraphs: readonly Text[];
  action?: { label: string; url: string };
  code?: string;
  /** A sentence after the link, for example on how long the link works. */
  afterword?: Text;
  /** Says what to do if the reader didn't cause this mail. */
  ifUnexpected: Text;
  /** Says why the reader gets this mail. */
  reason: Text;
}

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}
