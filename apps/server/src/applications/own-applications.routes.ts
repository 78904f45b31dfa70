import * as contract from "@sallyport/contract/own-applications";
import type { SessionAccount } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { listOwnApplications } from "./own-applications.ts";
import { endApplicationLogin, listApplicationLogins, type OwnLoginsParts } from "./own-logins.ts";

export function ownApplicationRoutes(place: Place<SessionAccount>, parts: OwnLoginsParts): void {
  serve(place, contract.listOwnApplications, (actor) => listOwnApplications(parts, actor));
  serve(place, contract.listApplicationLogins, (actor) => listApplicationLogins(parts, actor));
  serve(place, contract.endApplicationLogin, ({ params, ...actor }) =>
    endApplicationLogin(parts, actor, params),
  );
}
