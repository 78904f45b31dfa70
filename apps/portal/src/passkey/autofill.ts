import type { PasskeyAssertion, PasskeyChallenge } from "@sallyport/contract/passkey";
import {
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from "@simplewebauthn/browser";

/**
 * Offers passkeys in the autofill list, and asks for a new challenge before the old one expires. Returns null
 * if `signal` aborts or the browser doesn't support autofill.
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

async function answerInTime(
  { options }: PasskeyChallenge,
  signal: AbortSignal,
): Promise<PasskeyAssertion | null> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const lasts = AbortSignal.timeout((optionsJSON.timeout ?? 0) * shareOfTime);
  const over = AbortSignal.any([lasts, signal]);
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

const shareOfTime = 0.8;
