import * as contract from "@sallyport/contract/own-applications";
import type { SessionAccount } from "../accounts/parts.ts";
import type { Database } from "../database/database.ts";
import { type Place, serve } from "../http/serve.ts";
import { listOwnApplications } from "./own-applications.ts";

export function ownApplicationRoutes(place: Place<SessionAccount>, parts: { database: Database }): void {
  serve(place, contract.listOwnApplications, (actor) => listOwnApplications(parts, actor));
}
