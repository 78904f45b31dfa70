import * as contract from "@sallyport/contract/activity";
import { listOwnActivity as ownContract } from "@sallyport/contract/own-activity";
import type { Clock } from "../core/clock.ts";
import type { Database } from "../database/database.ts";
import { type Place, serve, serveFile } from "../http/serve.ts";
import { exportActivity } from "./export-activity.ts";
import { listActivity, showEvent } from "./list-activity.ts";
import { listOwnActivity } from "./list-own-activity.ts";

interface Caller {
  account: { id: string; email: string };
}

export function activityRoutes(
  place: Place<Caller, Caller>,
  parts: { database: Database; clock: Clock },
): void {
  serve(place, contract.listActivity, ({ query, ...actor }) => listActivity(parts, actor, query));
  serve(place, contract.showEvent, ({ params, ...actor }) => showEvent(parts, actor, params));
  serveFile(place, contract.exportActivity, ({ query, ...actor }) => exportActivity(parts, actor, query));
  serve(place, ownContract, ({ query, caller }) => listOwnActivity(parts, caller, query));
}
