import * as contract from "@sallyport/contract/invitations";
import { type Place, serve } from "../http/serve.ts";
import { acceptInvitation, type InvitationsParts, openInvitation } from "./invitations.ts";

export function invitationRoutes(place: Place, parts: InvitationsParts): void {
  serve(place, contract.openInvitation, ({ body }) => openInvitation(parts, body.token));
  serve(place, contract.acceptInvitation, ({ body, visit }) => acceptInvitation(parts, body, visit));
}
