import * as contract from "@sallyport/contract/sign-in";
import { type Place, serve } from "../http/serve.ts";
import { submitBypassCode } from "./bypass-code.ts";
import type { Caller } from "./caller.ts";
import { submitPasscode } from "./passcode.ts";
import * as passkeys from "./passkey-step.ts";
import { submitPassword } from "./password-step.ts";
import { submitRecoveryCode } from "./recovery-code.ts";
import * as codes from "./recovery-codes.ts";
import * as setUp from "./set-up.ts";
import { openSetUpLink, sendSetUpLinkAgain } from "./set-up-link.ts";
import { leave, whereAmI } from "./sign-in.ts";
import type { SignInParts } from "./step.ts";

export function signInRoutes(place: Place<Caller>, parts: SignInParts): void {
  serve(place, contract.whereAmI, ({ params, visit }) => whereAmI(parts, visit, params));
  serve(place, contract.submitPassword, ({ params, body, visit }) =>
    submitPassword(parts, visit, { ...params, ...body }),
  );
  serve(place, contract.submitPasscode, ({ body, ...actor }) => submitPasscode(parts, actor, body));
  serve(place, contract.submitRecoveryCode, ({ body, ...actor }) => submitRecoveryCode(parts, actor, body));
  serve(place, contract.submitBypassCode, ({ body, ...actor }) => submitBypassCode(parts, actor, body));
  serve(place, contract.leave, ({ params, visit }) => leave(parts, visit, params));
  passkeyRoutes(place, parts);
  setUpRoutes(place, parts);
}

function passkeyRoutes(place: Place<Caller>, parts: SignInParts): void {
  serve(place, contract.askForAnyPasskey, ({ visit }) => passkeys.askForAnyPasskey(parts, visit));
  serve(place, contract.askForAutofillPasskey, ({ visit }) => passkeys.askForAutofillPasskey(parts, visit));
  serve(place, contract.signInWithPasskey, ({ params, body, visit }) =>
    passkeys.signInWithPasskey(parts, visit, { ...params, ...body }),
  );
  serve(place, contract.askForOwnPasskey, (actor) =>
    passkeys.askForOwnPasskey(parts, actor, "second-factor-accepted"),
  );
  serve(place, contract.submitPasskey, ({ body, ...actor }) => passkeys.submitPasskey(parts, actor, body));
}

function setUpRoutes(place: Place<Caller>, parts: SignInParts): void {
  serve(place, contract.beginSetUp, (actor) => setUp.beginSetUp(parts, actor));
  serve(place, contract.confirmSetUp, ({ body, ...actor }) => setUp.confirmSetUp(parts, actor, body));
  serve(place, contract.askForSetUpPasskey, (actor) =>
    passkeys.askForNewPasskey(parts, actor, "set-up-confirmed"),
  );
  serve(place, contract.setUpPasskey, ({ body, ...actor }) => passkeys.setUpPasskey(parts, actor, body));
  serve(place, contract.openSetUpLink, ({ body, ...actor }) => openSetUpLink(parts, actor, body));
  serve(place, contract.sendSetUpLinkAgain, (actor) => sendSetUpLinkAgain(parts, actor));
  serve(place, contract.postponeSetUp, (actor) => setUp.postponeSetUp(parts, actor));
  serve(place, contract.resumeSetUp, (actor) => setUp.resumeSetUp(parts, actor));
  serve(place, contract.acknowledgeSetUp, (actor) => setUp.acknowledgeSetUp(parts, actor));
  serve(place, contract.makeFirstRecoveryCodes, (actor) => codes.makeFirstRecoveryCodes(parts, actor));
  serve(place, contract.replaceFirstRecoveryCodes, (actor) => codes.replaceFirstRecoveryCodes(parts, actor));
  serve(place, contract.keepFirstRecoveryCodes, ({ body, ...actor }) =>
    codes.keepFirstRecoveryCodes(parts, actor, body),
  );
}
