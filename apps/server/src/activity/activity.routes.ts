import * as contract from "@sallyport/contract/activity";
import type { Database } from "../database/database.ts";
import { type Place, serve } from "../http/serve.ts";
import { listActivity } from "./list-activity.ts";

export function activityRoutes(place: Place, parts: { database: Database }): void {
  serve(place, contract.listActivity, ({ query, ...actor }) => listActivity(parts, actor, query));
}
