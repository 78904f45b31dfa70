import { sendPasswordReset as contract } from "@sallyport/contract/user-security";
import type { AccountsParts, Actor } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { sendPasswordReset } from "./send-reset.ts";

export function sentResetRoutes(place: Place<Actor["caller"]>, parts: AccountsParts): void {
  serve(place, contract, ({ params, ...actor }) => sendPasswordReset(parts, actor, params));
}
