import * as contract from "@sallyport/contract/sign-in";
import { type Place, serve } from "../http/serve.ts";
import {
  keepFirstRecoveryCodes,
  makeFirstRecoveryCodes,
  replaceFirstRecoveryCodes,
} from "./making-recovery-codes.ts";
import * as passkeys from "./passkey-step.ts";
import { submitPassword } from "./password-step.ts";
import { submitRecoveryCode } from "./recovery-code-proof.ts";
import * as signIn from "./sign-in.ts";
import type { SignInParts } from "./step.ts";
import { presentTicket, sendTicketAgain } from "./ticket.ts";
import type { Visitor } from "./visitor.ts";

export function signInRoutes(place: Place<Visitor>, parts: SignInParts): void {
  serve(place, contract.whereAmI, ({ params, visit }) => signIn.whereAmI(parts, params.realm, visit));
  serve(place, contract.submitPassword, ({ params, body, visit }) =>
    submitPassword(parts, params.realm, body, visit),
  );
  serve(place, contract.submitPasscode, ({ asker, body, visit }) =>
    signIn.submitPasscode(parts, asker, body.code, visit),
  );
  serve(place, contract.askForAnyPasskey, ({ visit }) => passkeys.askForAnyPasskey(parts, visit));
  serve(place, contract.askForAutofillPasskey, ({ visit }) => passkeys.askForAutofillPasskey(parts, visit));
  serve(place, contract.signInWithPasskey, ({ params, body, visit }) =>
    passkeys.signInWithPasskey(parts, params.realm, body.assertion, visit),
  );
  serve(place, contract.askForOwnPasskey, ({ asker, visit }) =>
    passkeys.askForOwnPasskey(parts, asker, visit, "second-factor-accepted"),
  );
  serve(place, contract.submitPasskey, ({ asker, body, visit }) =>
    passkeys.submitPasskey(parts, asker, body.assertion, visit),
  );
  serve(place, contract.submitRecoveryCode, ({ asker, body, visit }) =>
    submitRecoveryCode(parts, asker, body.code, visit),
  );
  serve(place, contract.makeFirstRecoveryCodes, ({ asker, visit }) =>
    makeFirstRecoveryCodes(parts, asker, visit),
  );
  serve(place, contract.replaceFirstRecoveryCodes, ({ asker, visit }) =>
    replaceFirstRecoveryCodes(parts, asker, visit),
  );
  serve(place, contract.keepFirstRecoveryCodes, ({ asker, body }) =>
    keepFirstRecoveryCodes(parts, asker, body.set),
  );
  serve(place, contract.askForSetUpPasskey, ({ asker, visit }) =>
    passkeys.askForNewPasskey(parts, asker, visit, "set-up-confirmed"),
  );
  serve(place, contract.setUpPasskey, ({ asker, body, visit }) =>
    passkeys.setUpPasskey(parts, asker, { ...body, visit }),
  );
  serve(place, contract.beginSetUp, ({ asker, visit }) => signIn.beginSetUp(parts, asker, visit));
  serve(place, contract.confirmSetUp, ({ asker, body, visit }) =>
    signIn.confirmSetUp(parts, asker, body.code, visit),
  );
  serve(place, contract.presentTicket, ({ asker, body, visit }) =>
    presentTicket(parts, asker, body.token, visit),
  );
  serve(place, contract.sendTicketAgain, ({ asker, visit }) => sendTicketAgain(parts, asker, visit));
  serve(place, contract.postponeSetUp, ({ asker, visit }) => signIn.postponeSetUp(parts, asker, visit));
  serve(place, contract.resumeSetUp, ({ asker }) => signIn.resumeSetUp(parts, asker));
  serve(place, contract.acknowledgeSetUp, ({ asker, visit }) => signIn.acknowledgeSetUp(parts, asker, visit));
  serve(place, contract.leave, async ({ params, visit }) => {
    await signIn.leave(parts, params.realm, visit);
    return {};
  });
}
