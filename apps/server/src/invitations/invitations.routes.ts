import * as contract from "@sallyport/contract/invitations";
import { type Place, serve } from "../http/serve.ts";
import { acceptInvitation, type InvitationsParts, openInvitation } from "./invitations.ts";

export function invitationRoutes(place: Place, parts: InvitationsParts): void {
  serve(place, contract.openInvitation, ({ body, visit }) => openInvitation(parts, visit, body));
  serve(place, contract.acceptInvitation, ({ body, visit }) => acceptInvitation(parts, visit, body));
}
