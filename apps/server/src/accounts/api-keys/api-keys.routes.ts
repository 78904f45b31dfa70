import * as contract from "@sallyport/contract/api-keys";
import { type Place, serve } from "../../http/serve.ts";
import type { AccountsParts, Actor } from "../parts.ts";
import { createApiKey, listApiKeys, revokeApiKey } from "./api-keys.ts";

export function apiKeyRoutes(place: Place<Actor["caller"]>, parts: AccountsParts): void {
  serve(place, contract.listApiKeys, (actor) => listApiKeys(parts, actor));
  serve(place, contract.createApiKey, ({ body, ...actor }) => createApiKey(parts, actor, body));
  serve(place, contract.revokeApiKey, ({ params, ...actor }) => revokeApiKey(parts, actor, params));
}
