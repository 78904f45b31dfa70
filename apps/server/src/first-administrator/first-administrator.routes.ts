import * as contract from "@sallyport/contract/invitations";
import { type Place, serve } from "../http/serve.ts";
import type { InvitationsParts } from "../invitations/invitations.ts";
import { createFirstAdministrator, openLink } from "./first-administrator.ts";

export function firstAdministratorRoutes(place: Place, parts: InvitationsParts): void {
  serve(place, contract.openFirstAdministrator, ({ body, visit }) => openLink(parts, visit, body));
  serve(place, contract.createFirstAdministrator, async ({ body, visit }) => {
    await createFirstAdministrator(parts, visit, body);
    return {};
  });
}
