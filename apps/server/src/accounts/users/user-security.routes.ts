import * as contract from "@sallyport/contract/user-security";
import { type Place, serve } from "../../http/serve.ts";
import type { KeyAccount, SessionAccount } from "../parts.ts";
import { type BypassParts, issueBypassCode, withdrawBypassCode } from "./bypass-code.ts";
import { deleteUser } from "./delete-user.ts";
import { removeUserFactor } from "./remove-factor.ts";
import { showUserSecurity } from "./show-user-security.ts";
import { endUserSession } from "./user-access.ts";
import { withdrawInvitation } from "./withdraw-invitation.ts";

export function userSecurityRoutes(place: Place<SessionAccount, KeyAccount>, parts: BypassParts): void {
  serve(place, contract.showUserSecurity, ({ params, ...actor }) => showUserSecurity(parts, actor, params));
  serve(place, contract.removeUserApp, ({ params, ...actor }) =>
    removeUserFactor(parts, actor, { ...params, kind: "app", what: contract.removeUserApp.summary }),
  );
  serve(place, contract.removeUserPasskey, ({ params, ...actor }) =>
    removeUserFactor(parts, actor, { ...params, kind: "passkey", what: contract.removeUserPasskey.summary }),
  );
  serve(place, contract.endUserSession, async ({ params, ...actor }) => {
    await endUserSession(parts, actor, params);
    return {};
  });
  serve(place, contract.withdrawInvitation, ({ params, ...actor }) =>
    withdrawInvitation(parts, actor, params),
  );
  serve(place, contract.issueBypassCode, ({ params, body, ...actor }) =>
    issueBypassCode(parts, actor, { ...params, ...body }),
  );
  serve(place, contract.withdrawBypassCode, ({ params, ...actor }) =>
    withdrawBypassCode(parts, actor, params),
  );
  serve(place, contract.deleteUser, ({ params, body, ...actor }) =>
    deleteUser(parts, actor, { ...params, ...body }),
  );
}
