import type { PasskeyAssertion, PasskeyChallenge } from "@sallyport/contract/passkey";
import {
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";

/**
 * Offers passkeys in a field's suggestions, and renews the challenge before it expires. Returns the response of the
 * chosen passkey, or null if the browser has no such suggestions or `signal` aborts.
 */
export async function offerInAutofill(
  ask: () => Promise<PasskeyChallenge>,
  signal: AbortSignal,
): Promise<PasskeyAssertion | null> {
  if (!(await browserSupportsWebAuthnAutofill())) return null;
  while (!signal.aborted) {
    const question = await ask();
    const answer = signal.aborted ? null : await answerInTime(question, signal);
    if (answer !== null) return answer;
  }
  return null;
}

/** Null if the challenge expired, or `signal` aborted, before the user chose a passkey. */
async function answerInTime(
  { options }: PasskeyChallenge,
  signal: AbortSignal,
): Promise<PasskeyAssertion | null> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const lasts = AbortSignal.timeout((optionsJSON.timeout ?? 0) * shareOfTime);
  const over = AbortSignal.any([lasts, signal]);
  // The library runs one request at a time. After this one settles, cancelling could end another request.
  over.addEventListener("abort", callOff);
  try {
    const { id, rawId, type, response } = await startAuthentication({
      optionsJSON,
      useBrowserAutofill: true,
    });
    return { id, rawId, type, clientExtensionResults: {}, response };
  } catch (error) {
    if (over.aborted) return null;
    throw error;
  } finally {
    over.removeEventListener("abort", callOff);
  }
}

function callOff(): void {
  WebAuthnAbortService.cancelCeremony();
}

/** The share of a challenge's lifetime to use, so the response arrives before it expires. */
const shareOfTime = 0.8;
