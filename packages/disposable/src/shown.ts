import type { Planted } from "./seed/planted.ts";

/** The line on stdout. */
export interface Description extends Planted {
  issuer: string;
  origin: string;
  authenticatorOrigin: string;
  port: number;
  /** The address of the test controls. */
  control: string;
  mailbox: { url: string; smtp: string };
}

export interface Mail {
  id: string;
  receivedAt: string;
  from: string;
  to: readonly string[];
  subject: string;
  text: string;
  html: string | null;
  /** The addresses in the text. */
  links: string[];
}

export interface ShownClock {
  now: number;
  stands: boolean;
}

export interface Tokens {
  accessToken: string;
  idToken: string;
  /** Null unless the application keeps access and `offline_access` is in the scope. */
  refreshToken: string | null;
  scope: string;
  expiresIn: number;
}
