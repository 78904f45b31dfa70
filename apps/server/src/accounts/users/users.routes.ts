import * as contract from "@sallyport/contract/users";
import { type Place, serve, serveFile } from "../../http/serve.ts";
import type { AccountsParts, KeyAccount, SessionAccount } from "../parts.ts";
import { addUser } from "./add-user.ts";
import { exportUsers } from "./list/export-users.ts";
import { countUsers, listUsers } from "./list/list-users.ts";
import { extendDeadline, shortenDeadline } from "./move-deadline.ts";
import { proposeUsername } from "./propose-username.ts";
import { resetAuthenticator } from "./reset-authenticator.ts";
import { acceptUserCodes, unlockUser } from "./unlock-user.ts";
import * as access from "./user-access.ts";
import * as users from "./users.ts";

export function userRoutes(place: Place<SessionAccount, KeyAccount>, parts: AccountsParts): void {
  serve(place, contract.listUsers, ({ query, ...actor }) => listUsers(parts, actor, query));
  serveFile(place, contract.exportUsers, ({ query, ...actor }) => exportUsers(parts, actor, query));
  serve(place, contract.countUsers, () => countUsers(parts));
  serve(place, contract.addUser, ({ body, ...actor }) => addUser(parts, actor, body));
  serve(place, contract.proposeUsername, ({ query, ...actor }) => proposeUsername(parts, actor, query));
  serve(place, contract.showUser, ({ params, ...actor }) => users.showUser(parts, actor, params));
  serve(place, contract.saveUser, ({ params: { id }, body, ...actor }) =>
    users.saveUser(parts, actor, { ...body, id }),
  );
  serve(place, contract.extendDeadline, ({ params: { id }, body, ...actor }) =>
    extendDeadline(parts, actor, { ...body, id }),
  );
  serve(place, contract.shortenDeadline, ({ params: { id }, body, ...actor }) =>
    shortenDeadline(parts, actor, { ...body, id }),
  );
  serve(place, contract.resetAuthenticator, ({ params: { id }, body, ...actor }) =>
    resetAuthenticator(parts, actor, { ...body, id }),
  );
  serve(place, contract.acceptUserCodes, ({ params, ...actor }) => acceptUserCodes(parts, actor, params));
  serve(place, contract.unlockUser, ({ params, ...actor }) => unlockUser(parts, actor, params));
  serve(place, contract.setUserState, ({ params: { id }, body, ...actor }) =>
    access.setUserState(parts, actor, { ...body, id }),
  );
  serve(place, contract.inviteAgain, ({ params, ...actor }) => access.inviteAgain(parts, actor, params));
  serve(place, contract.endUserSessions, async ({ params, ...actor }) => {
    await access.endUserSessions(parts, actor, params);
    return {};
  });
}
