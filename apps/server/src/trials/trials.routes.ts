import * as contract from "@sallyport/contract/applications/trials";
import { type Place, serve } from "../http/serve.ts";
import type { AuthorizationParts } from "../openid/pending.ts";
import type { Caller } from "../sign-in/caller.ts";
import { beginTrial } from "./begin-trial.ts";
import { finishTrial } from "./finish-trial.ts";

export function trialRoutes(place: Place<Caller>, parts: AuthorizationParts): void {
  serve(place, contract.beginTrial, ({ params, ...actor }) => beginTrial(parts, actor, params));
  serve(place, contract.finishTrial, ({ params, ...actor }) => finishTrial(parts, actor, params));
}
