import * as contract from "@sallyport/contract/sign-in";
import { type Place, serve } from "../http/serve.ts";
import * as codes from "./making-recovery-codes.ts";
import { submitPasscode } from "./passcode.ts";
import * as passkeys from "./passkey-step.ts";
import { submitPassword } from "./password-step.ts";
import { submitRecoveryCode } from "./recovery-code.ts";
import * as setUp from "./set-up.ts";
import { leave, whereAmI } from "./sign-in.ts";
import type { SignInParts } from "./step.ts";
import { openSetUpLink, sendSetUpLinkAgain } from "./ticket.ts";
import type { Visitor } from "./visitor.ts";

export function signInRoutes(place: Place<Visitor>, parts: SignInParts): void {
  serve(place, contract.whereAmI, ({ params, visit }) => whereAmI(parts, visit, params));
  serve(place, contract.submitPassword, ({ params, body, visit }) =>
    submitPassword(parts, visit, { ...params, ...body }),
  );
  serve(place, contract.submitPasscode, ({ body, ...act }) => submitPasscode(parts, act, body));
  serve(place, contract.submitRecoveryCode, ({ body, ...act }) => submitRecoveryCode(parts, act, body));
  serve(place, contract.leave, ({ params, visit }) => leave(parts, visit, params));
  passkeyRoutes(place, parts);
  setUpRoutes(place, parts);
}

function passkeyRoutes(place: Place<Visitor>, parts: SignInParts): void {
  serve(place, contract.askForAnyPasskey, ({ visit }) => passkeys.askForAnyPasskey(parts, visit));
  serve(place, contract.askForAutofillPasskey, ({ visit }) => passkeys.askForAutofillPasskey(parts, visit));
  serve(place, contract.signInWithPasskey, ({ params, body, visit }) =>
    passkeys.signInWithPasskey(parts, visit, { ...params, ...body }),
  );
  serve(place, contract.askForOwnPasskey, (act) =>
    passkeys.askForOwnPasskey(parts, act, "second-factor-accepted"),
  );
  serve(place, contract.submitPasskey, ({ body, ...act }) => passkeys.submitPasskey(parts, act, body));
}

function setUpRoutes(place: Place<Visitor>, parts: SignInParts): void {
  serve(place, contract.beginSetUp, (act) => setUp.beginSetUp(parts, act));
  serve(place, contract.confirmSetUp, ({ body, ...act }) => setUp.confirmSetUp(parts, act, body));
  serve(place, contract.askForSetUpPasskey, (act) =>
    passkeys.askForNewPasskey(parts, act, "set-up-confirmed"),
  );
  serve(place, contract.setUpPasskey, ({ body, ...act }) => passkeys.setUpPasskey(parts, act, body));
  serve(place, contract.openSetUpLink, ({ body, ...act }) => openSetUpLink(parts, act, body));
  serve(place, contract.sendSetUpLinkAgain, (act) => sendSetUpLinkAgain(parts, act));
  serve(place, contract.postponeSetUp, (act) => setUp.postponeSetUp(parts, act));
  serve(place, contract.resumeSetUp, (act) => setUp.resumeSetUp(parts, act));
  serve(place, contract.acknowledgeSetUp, (act) => setUp.acknowledgeSetUp(parts, act));
  serve(place, contract.makeFirstRecoveryCodes, (act) => codes.makeFirstRecoveryCodes(parts, act));
  serve(place, contract.replaceFirstRecoveryCodes, (act) => codes.replaceFirstRecoveryCodes(parts, act));
  serve(place, contract.keepFirstRecoveryCodes, ({ body, ...act }) =>
    codes.keepFirstRecoveryCodes(parts, act, body),
  );
}
