import * as contract from "@sallyport/contract/security";
import { type Place, serve } from "../http/serve.ts";
import { askForNewPasskey, askForOwnPasskey } from "../sign-in/passkey-step.ts";
import type { Visitor } from "../sign-in/visitor.ts";
import { addPasskey, beginApp, confirmApp } from "./adding-factors.ts";
import { changePassword } from "./change-password.ts";
import { removeFactor, renameFactor } from "./changing-factors.ts";
import type { SecurityParts } from "./parts.ts";
import {
  howToProve,
  provePasscode,
  provePasskey,
  provePassword,
  proveRecoveryCode,
} from "./reauthentication.ts";
import { makeRecoveryCodes } from "./recovery-codes.ts";
import { endOneSession, endOtherSessions } from "./sessions.ts";
import { showSecurity } from "./show-security.ts";

export function securityRoutes(place: Place<Visitor>, parts: SecurityParts): void {
  serve(place, contract.showSecurity, ({ asker }) => showSecurity(parts, asker));
  reauthenticationRoutes(place, parts);
  factorRoutes(place, parts);
  serve(place, contract.makeRecoveryCodes, (act) => makeRecoveryCodes(parts, act));
  serve(place, contract.changePassword, ({ body, ...act }) => changePassword(parts, act, body));
  serve(place, contract.endOneSession, ({ params, ...act }) => endOneSession(parts, act, params));
  serve(place, contract.endOtherSessions, (act) => endOtherSessions(parts, act));
}

function reauthenticationRoutes(place: Place<Visitor>, parts: SecurityParts): void {
  serve(place, contract.howToProve, ({ asker }) => Promise.resolve(howToProve(parts, asker)));
  serve(place, contract.provePassword, ({ body, ...act }) => provePassword(parts, act, body));
  serve(place, contract.provePasscode, ({ body, ...act }) => provePasscode(parts, act, body));
  serve(place, contract.proveRecoveryCode, ({ body, ...act }) => proveRecoveryCode(parts, act, body));
  serve(place, contract.askForProvingPasskey, (act) => askForOwnPasskey(parts, act, "identity-proved"));
  serve(place, contract.provePasskey, ({ body, ...act }) => provePasskey(parts, act, body));
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
  serve(place, contract.askForNewPasskey, (act) => askForNewPasskey(parts, act, "security-changed"));
  serve(place, contract.addPasskey, ({ body, ...act }) => addPasskey(parts, act, body));
  serve(place, contract.renamePasskey, ({ params: { id }, body: { name }, ...act }) =>
    renameFactor(parts, act, { kind: "passkey", id, name }),
  );
  serve(place, contract.removePasskey, ({ params: { id }, ...act }) =>
    removeFactor(parts, act, { kind: "passkey", id }),
  );
}
