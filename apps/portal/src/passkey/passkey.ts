import type { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "@sallyport/contract/passkey";
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { passkeyRefusal } from "./passkey-refusal.ts";

/** Whether this browser knows passkeys at all; it says nothing of whether it has one. */
export const knowsPasskeys: boolean = browserSupportsWebAuthn();

/**
 * Has the browser make a passkey.
 * @throws {Refusal} when the person or the device did not, in words for the person
 */
export async function makePasskey({ options }: PasskeyChallenge): Promise<PasskeyRegistration> {
  // The server says what to ask for, and the browser checks every part of it.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  try {
    const { id, rawId, type, response } = await startRegistration({ optionsJSON });
    const { clientDataJSON, attestationObject, transports = [] } = response;
    return {
      id,
      rawId,
      type,
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports },
    };
  } catch (error) {
    throw passkeyRefusal(error);
  }
}

/**
 * Has one of the person's passkeys answer.
 * @throws {Refusal} when the person or the device did not, in words for the person
 */
export async function answerWithPasskey({ options }: PasskeyChallenge): Promise<PasskeyAssertion> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  try {
    const { id, rawId, type, response } = await startAuthentication({ optionsJSON });
    return { id, rawId, type, clientExtensionResults: {}, response };
  } catch (error) {
    throw passkeyRefusal(error);
  }
}
