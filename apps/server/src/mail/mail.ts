import type { Recipient } from "./recipient.ts";
import type { Text } from "./text.ts";

export interface Mail {
  /** The name of the template in the logs, like `reminder`. */
  kind: string;
  to: Recipient;
  subject: string;
  paragraphs: readonly Text[];
  action?: { label: string; url: string };
  code?: string;
  /** A sentence after the link, such as how long the link works. */
  afterword?: Text;
  /** For a reader who didn't cause this mail. */
  ifUnexpected: Text;
  /** Why the reader gets this mail. */
  reason: Text;
}

export interface RenderedMail {
  to: string;
  subject: string;
  text: string;
  html: string;
}
