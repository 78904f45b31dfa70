import * as contract from "@sallyport/contract/password-reset";
import { networkOf } from "../core/network.ts";
import type { AfterReply } from "../http/after-reply.ts";
import { type Place, serve } from "../http/serve.ts";
import { type AcceptResetParts, acceptPasswordReset, openPasswordReset } from "./accept-reset.ts";
import { type AskForResetParts, askForPasswordReset } from "./ask-for-reset.ts";

export type PasswordResetParts = AskForResetParts & AcceptResetParts & { afterReply: AfterReply };

export function passwordResetRoutes(place: Place, parts: PasswordResetParts): void {
  serve(place, contract.askForPasswordReset, ({ params, body, visit }) => {
    const asked = { realm: params.realm, login: body.login };
    // defence: AT-68 after-reply
    parts.afterReply.run(networkOf(visit.address), () => askForPasswordReset(parts, visit, asked));
    return Promise.resolve({});
  });
  serve(place, contract.openPasswordReset, ({ body, visit }) => openPasswordReset(parts, visit, body));
  serve(place, contract.acceptPasswordReset, ({ body, visit }) => acceptPasswordReset(parts, visit, body));
}
