import * as contract from "@sallyport/contract/bulk-actions";
import { type Place, serve } from "../../../http/serve.ts";
import type { JobsParts } from "../../bulk/view-jobs.ts";
import type { KeyAccount, SessionAccount } from "../../parts.ts";
import { previewBulk } from "./preview-bulk.ts";

export function bulkUserRoutes(place: Place<SessionAccount, KeyAccount>, parts: JobsParts): void {
  serve(place, contract.previewBulkAction, ({ body, ...actor }) => previewBulk(parts, actor, body));
}
