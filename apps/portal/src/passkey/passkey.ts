import type { PasskeyAssertion, PasskeyChallenge, PasskeyRegistration } from "@sallyport/contract/passkey";
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";
import { passkeyRefusal } from "./passkey-refusal.ts";

export const knowsPasskeys: boolean = browserSupportsWebAuthn();

/** If the user cancels or the device refuses, throws a `Refusal` with a text for the user. */
export async function makePasskey({ options }: PasskeyChallenge): Promise<PasskeyRegistration> {
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

/** If the user cancels or the device refuses, throws a `Refusal` with a text for the user. */
export async function answerWithPasskey({ options }: PasskeyChallenge): Promise<PasskeyAssertion> {
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  try {
    const { id, rawId, type, response } = await startAuthentication({ optionsJSON });
    return { id, rawId, type, clientExtensionResults: {}, response };
  } catch (error) {
    throw passkeyRefusal(error);
  }
}
