import * as contract from "@sallyport/contract/security";
import { type Place, serve } from "../http/serve.ts";
import { passkey } from "../sign-in/passkey-proofs.ts";
import { askForNewPasskey, askForOwnPasskey } from "../sign-in/passkey-step.ts";
import { passcode } from "../sign-in/proofs.ts";
import { recoveryCode } from "../sign-in/recovery-code-proof.ts";
import type { Visitor } from "../sign-in/visitor.ts";
import { addPasskey, beginApp, confirmApp } from "./adding-factors.ts";
import { changePassword } from "./change-password.ts";
import { removeFactor, renameFactor } from "./changing-factors.ts";
import { howToProve, proveFactor, provePassword } from "./fresh-proof.ts";
import type { SecurityParts } from "./parts.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";
import { endOneSession, endOtherSessions } from "./sessions.ts";
import { showSecurity } from "./show-security.ts";

export function securityRoutes(place: Place<Visitor>, parts: SecurityParts): void {
  serve(place, contract.showSecurity, ({ asker }) => showSecurity(parts, asker));
  freshProofRoutes(place, parts);
  factorRoutes(place, parts);
  serve(place, contract.makeRecoveryCodes, (act) => makeRecoveryCodes(parts, act));
  serve(place, contract.changePassword, ({ body, ...act }) => changePassword(parts, act, body));
  serve(place, contract.endOneSession, ({ params, ...act }) => endOneSession(parts, act, params.id));
  serve(place, contract.endOtherSessions, (act) => endOtherSessions(parts, act));
}

function freshProofRoutes(place: Place<Visitor>, parts: SecurityParts): void {
  serve(place, contract.howToProve, ({ asker }) => Promise.resolve(howToProve(parts, asker)));
  serve(place, contract.provePassword, ({ body, ...act }) => provePassword(parts, act, body.password));
  serve(place, contract.provePasscode, ({ body, ...act }) =>
    proveFactor(parts, act, passcode(parts, body.code)),
  );
  serve(place, contract.proveRecoveryCode, async ({ body, ...act }) =>
    proveFactor(parts, act, await recoveryCode(parts, act.asker, body.code, act.visit)),
  );
  serve(place, contract.askForProvingPasskey, ({ asker, visit }) =>
    askForOwnPasskey(parts, asker, visit, "identity-proved"),
  );
  serve(place, contract.provePasskey, ({ body, ...act }) =>
    proveFactor(parts, act, passkey(parts, body.assertion, act.visit)),
  );
}

function factorRoutes(place: Place<Visitor>, parts: SecurityParts): void {
  serve(place, contract.beginApp, (act) => beginApp(parts, act));
  serve(place, contract.confirmApp, ({ body, ...act }) => confirmApp(parts, act, body));
  serve(place, contract.renameApp, ({ params: { id }, body: { name }, ...act }) =>
    renameFactor(parts, act, { kind: "app", id, name }),
  );
  serve(place, contract.removeApp, ({ params: { id }, ...act }) =>
    removeFactor(parts, act, { kind: "app", id }),
  );
  serve(place, contract.askForNewPasskey, ({ asker, visit }) =>
    askForNewPasskey(parts, asker, visit, "security-changed"),
  );
  serve(place, contract.addPasskey, ({ body, ...act }) => addPasskey(parts, act, body));
  serve(place, contract.renamePasskey, ({ params: { id }, body: { name }, ...act }) =>
    renameFactor(parts, act, { kind: "passkey", id, name }),
  );
  serve(place, contract.removePasskey, ({ params: { id }, ...act }) =>
    removeFactor(parts, act, { kind: "passkey", id }),
  );
}
