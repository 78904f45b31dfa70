import * as contract from "@sallyport/contract/security";
import { type Place, serve } from "../http/serve.ts";
import type { Caller } from "../sign-in/caller.ts";
import { askForNewPasskey, askForOwnPasskey } from "../sign-in/passkey-step.ts";
import { addPasskey, beginApp, confirmApp } from "./add-factor.ts";
import { removeFactor, renameFactor } from "./change-factors.ts";
import { changePassword } from "./change-password.ts";
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

export function securityRoutes(place: Place<Caller>, parts: SecurityParts): void {
  serve(place, contract.showSecurity, ({ caller }) => showSecurity(parts, caller));
  reauthenticationRoutes(place, parts);
  factorRoutes(place, parts);
  serve(place, contract.makeRecoveryCodes, (actor) => makeRecoveryCodes(parts, actor));
  serve(place, contract.changePassword, ({ body, ...actor }) => changePassword(parts, actor, body));
  serve(place, contract.endOneSession, ({ params, ...actor }) => endOneSession(parts, actor, params));
  serve(place, contract.endOtherSessions, (actor) => endOtherSessions(parts, actor));
}

function reauthenticationRoutes(place: Place<Caller>, parts: SecurityParts): void {
  serve(place, contract.howToProve, ({ caller }) => Promise.resolve(howToProve(parts, caller)));
  serve(place, contract.provePassword, ({ body, ...actor }) => provePassword(parts, actor, body));
  serve(place, contract.provePasscode, ({ body, ...actor }) => provePasscode(parts, actor, body));
  serve(place, contract.proveRecoveryCode, ({ body, ...actor }) => proveRecoveryCode(parts, actor, body));
  serve(place, contract.askForProvingPasskey, (actor) => askForOwnPasskey(parts, actor, "identity-proved"));
  serve(place, contract.provePasskey, ({ body, ...actor }) => provePasskey(parts, actor, body));
}

function factorRoutes(place: Place<Caller>, parts: SecurityParts): void {
  serve(place, contract.beginApp, (actor) => beginApp(parts, actor));
  serve(place, contract.confirmApp, ({ body, ...actor }) => confirmApp(parts, actor, body));
  serve(place, contract.renameApp, ({ params: { id }, body: { name }, ...actor }) =>
    renameFactor(parts, actor, { kind: "app", id, name }),
  );
  serve(place, contract.removeApp, ({ params: { id }, ...actor }) =>
    removeFactor(parts, actor, { kind: "app", id }),
  );
  serve(place, contract.askForNewPasskey, (actor) => askForNewPasskey(parts, actor, "security-changed"));
  serve(place, contract.addPasskey, ({ body, ...actor }) => addPasskey(parts, actor, body));
  serve(place, contract.renamePasskey, ({ params: { id }, body: { name }, ...actor }) =>
    renameFactor(parts, actor, { kind: "passkey", id, name }),
  );
  serve(place, contract.removePasskey, ({ params: { id }, ...actor }) =>
    removeFactor(parts, actor, { kind: "passkey", id }),
  );
}
