import * as contract from "@sallyport/contract/administrators";
import { type Place, serve } from "../../http/serve.ts";
import type { AccountsParts, KeyAccount, SessionAccount } from "../parts.ts";
import * as access from "./administrator-access.ts";
import * as administrators from "./administrators.ts";
import { setAllAdministrators, showAllAdministrators } from "./all-administrators.ts";
import { deleteAdministrator } from "./delete-administrator.ts";
import { endEverySession } from "./end-every-session.ts";
import { acceptAdministratorCodes, unlockAdministrator } from "./unlock-administrator.ts";

export function administratorRoutes(place: Place<SessionAccount, KeyAccount>, parts: AccountsParts): void {
  serve(place, contract.listAdministrators, (actor) => administrators.listAdministrators(parts, actor));
  serve(place, contract.addAdministrator, ({ body, ...actor }) =>
    administrators.addAdministrator(parts, actor, body),
  );
  serve(place, contract.showAllAdministrators, () => showAllAdministrators(parts));
  serve(place, contract.setAllAdministrators, ({ body, ...actor }) =>
    setAllAdministrators(parts, actor, body),
  );
  serve(place, contract.editAdministrator, ({ params: { id }, body, ...actor }) =>
    access.editAdministrator(parts, actor, { ...body, id }),
  );
  serve(place, contract.changeRole, ({ params: { id }, body, ...actor }) =>
    access.changeRole(parts, actor, { ...body, id }),
  );
  serve(place, contract.resetAdministrator, ({ params, ...actor }) =>
    access.resetAdministrator(parts, actor, params),
  );
  serve(place, contract.unlockAdministrator, ({ params, ...actor }) =>
    unlockAdministrator(parts, actor, params),
  );
  serve(place, contract.acceptAdministratorCodes, ({ params, ...actor }) =>
    acceptAdministratorCodes(parts, actor, params),
  );
  serve(place, contract.setAdministratorState, ({ params: { id }, body, ...actor }) =>
    access.setAdministratorState(parts, actor, { ...body, id }),
  );
  serve(place, contract.deleteAdministrator, ({ params: { id }, body, ...actor }) =>
    deleteAdministrator(parts, actor, { ...body, id }),
  );
  serve(place, contract.endAdministratorSessions, async ({ params, ...actor }) => {
    await access.endAdministratorSessions(parts, actor, params);
    return {};
  });
  serve(place, contract.endEverySession, ({ query, ...actor }) => endEverySession(parts, actor, query));
  serve(place, contract.inviteAdministratorAgain, ({ params, ...actor }) =>
    access.inviteAdministratorAgain(parts, actor, params),
  );
}
