import * as contract from "@sallyport/contract/users";
import { type Place, serve } from "../http/serve.ts";
import { acceptUserCodes } from "./accepting-codes.ts";
import { extendDeadline, shortenDeadline } from "./moving-deadlines.ts";
import type { AccountsParts, Act } from "./parts.ts";
import { unlockUser } from "./unlocking.ts";
import * as access from "./user-access.ts";
import * as users from "./users.ts";

export function userRoutes(place: Place<Act["asker"]>, parts: AccountsParts): void {
  serve(place, contract.listUsers, ({ query }) => users.listUsers(parts, query));
  serve(place, contract.addUser, ({ body, ...act }) => users.addUser(parts, body, act));
  serve(place, contract.showUser, ({ params }) => users.showUser(parts, params.id));
  serve(place, contract.saveUser, ({ params, body, ...act }) => users.saveUser(parts, params.id, body, act));
  serve(place, contract.extendDeadline, ({ params, body, ...act }) =>
    extendDeadline(parts, params.id, body.days, act),
  );
  serve(place, contract.shortenDeadline, ({ params, body, ...act }) =>
    shortenDeadline(parts, params.id, body.days, act),
  );
  serve(place, contract.resetAuthenticator, ({ params, body, ...act }) =>
    access.resetAuthenticator(parts, params.id, body.daysToSetUp, act),
  );
  serve(place, contract.acceptUserCodes, ({ params, ...act }) => acceptUserCodes(parts, params.id, act));
  serve(place, contract.unlockUser, ({ params, ...act }) => unlockUser(parts, params.id, act));
  serve(place, contract.setUserState, ({ params, body, ...act }) =>
    access.setUserState(parts, params.id, body.state, act),
  );
  serve(place, contract.inviteAgain, ({ params, ...act }) => access.inviteAgain(parts, params.id, act));
  serve(place, contract.endUserSessions, async ({ params, ...act }) => {
    await access.endUserSessions(parts, params.id, act);
    return {};
  });
}
