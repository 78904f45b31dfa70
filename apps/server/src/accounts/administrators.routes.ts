import * as contract from "@sallyport/contract/administrators";
import { type Place, serve } from "../http/serve.ts";
import { acceptAdministratorCodes } from "./accepting-codes.ts";
import * as access from "./administrator-access.ts";
import * as administrators from "./administrators.ts";
import { endEverySession } from "./ending-every-session.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { unlockAdministrator } from "./unlocking.ts";

export function administratorRoutes(place: Place<Act["asker"]>, parts: AccountsParts): void {
  serve(place, contract.listAdministrators, (act) => administrators.listAdministrators(parts, act));
  serve(place, contract.addAdministrator, ({ body, ...act }) =>
    administrators.addAdministrator(parts, body, act),
  );
  serve(place, contract.editAdministrator, ({ params, body, ...act }) =>
    access.editAdministrator(parts, params.id, body.isMfaRequired, act),
  );
  serve(place, contract.changeRole, ({ params, body, ...act }) =>
    access.changeRole(parts, params.id, body.role, act),
  );
  serve(place, contract.resetAdministrator, ({ params, ...act }) =>
    access.resetAdministrator(parts, params.id, act),
  );
  serve(place, contract.unlockAdministrator, ({ params, ...act }) =>
    unlockAdministrator(parts, params.id, act),
  );
  serve(place, contract.acceptAdministratorCodes, ({ params, ...act }) =>
    acceptAdministratorCodes(parts, params.id, act),
  );
  serve(place, contract.setAdministratorState, ({ params, body, ...act }) =>
    access.setAdministratorState(parts, params.id, body.state, act),
  );
  serve(place, contract.endAdministratorSessions, async ({ params, ...act }) => {
    await access.endAdministratorSessions(parts, params.id, act);
    return {};
  });
  serve(place, contract.endEverySession, (act) => endEverySession(parts, act));
  serve(place, contract.inviteAdministratorAgain, ({ params, ...act }) =>
    access.inviteAdministratorAgain(parts, params.id, act),
  );
}
