import type { PasskeyAssertion, PasskeyChallenge } from "@sallyport/contract/passkey";
import {
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";

/**
 * Has the browser offer passkeys in a field's suggestions, with a new question before the old one ends. Resolves to the
 * answer of the one that was chosen; to null if this browser has no such suggestions, or `signal` ended it.
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

/** Null if the question ended, or `signal` did it, before a passkey was chosen. */
async function answerInTime(
  { options }: PasskeyChallenge,
  signal: AbortSignal,
): Promise<PasskeyAssertion | null> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const lasts = AbortSignal.timeout((optionsJSON.timeout ?? 0) * shareOfTime);
  const over = AbortSignal.any([lasts, signal]);
  // The library has one request at a time: it is ours until it settles, and must not be called off afterwards.
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

/** Of a question's time, so that its answer still arrives in time. */
const shareOfTime = 0.8;
