import * as contract from "@sallyport/contract/password-reset";
import { networkOf } from "../core/network.ts";
import type { AfterReply } from "../http/after-reply.ts";
import { type Place, serve } from "../http/serve.ts";
import { type AskingParts, askForPasswordReset } from "./asking.ts";
import { acceptPasswordReset, type ChoosingParts, openPasswordReset } from "./choosing.ts";

export type PasswordResetParts = AskingParts & ChoosingParts & { afterReply: AfterReply };

export function passwordResetRoutes(place: Place, parts: PasswordResetParts): void {
  serve(place, contract.askForPasswordReset, ({ params, body, visit }) => {
    const asked = { realm: params.realm, login: body.login, address: visit.address };
    // defence: AT-68 after-reply
    parts.afterReply.run(networkOf(visit.address), () => askForPasswordReset(parts, asked));
    return Promise.resolve({});
  });
  serve(place, contract.openPasswordReset, ({ body }) => openPasswordReset(parts, body.token));
  serve(place, contract.acceptPasswordReset, ({ body, visit }) => acceptPasswordReset(parts, body, visit));
}
