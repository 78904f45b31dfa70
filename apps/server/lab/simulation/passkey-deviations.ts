import type { Deviation } from "./soft-passkey.ts";

export type Refused = [what: string, deviation: Deviation, reason: RegExp];

export const foreignChallenge: string = Buffer.alloc(32, 7).toString("base64url");

/**
 * The server must refuse these deviations at registration and at authentication (WebAuthn Level 3 §7.1,
 * §7.2).
 */
export const refusedEverywhere: readonly Refused[] = [
  ["another type", { clientData: { type: "payment.get" } }, /response type/],
  [
    "a challenge that was never given out",
    { clientData: { challenge: foreignChallenge } },
    /challenge is not open/,
  ],
  ["no challenge", { clientData: { challenge: undefined } }, /client data/],
  ["another port", { clientData: { origin: "http://portal.localhost:8081" } }, /origin/],
  ["the authenticator's origin", { clientData: { origin: "http://authenticator.localhost:8080" } }, /origin/],
  ["a frame of another site", { clientData: { crossOrigin: true } }, /client data/],
  ["a page at the top of another site", { clientData: { topOrigin: "https://evil.example" } }, /client data/],
  ["another relying party", { rpId: "localhost" }, /RP ID/i],
  ["a device that was not touched", { isPresent: false }, /present/],
];

/** True if the server records no event for a response with this deviation. */
export function isUnasked([, , reason]: Refused): boolean {
  return /client data|not open/.test(reason.source);
}
