import type { Recipient } from "./recipient.ts";
import type { Text } from "./text.ts";

export interface Mail {
  kind: string;
  to: Recipient;
  subject: string;
  paragraphs: readonly Text[];
  action?: { label: string; url: string };
  code?: string;
  afterword?: Text;
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
