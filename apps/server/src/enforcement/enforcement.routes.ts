import * as contract from "@sallyport/contract/enforcement";
import type { AccountsParts, KeyAccount, SessionAccount } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { showCoverage } from "./show-coverage.ts";
import { showDeadlines } from "./show-deadlines.ts";

export function enforcementRoutes(place: Place<SessionAccount, KeyAccount>, parts: AccountsParts): void {
  serve(place, contract.showCoverage, ({ query, ...actor }) => showCoverage(parts, actor, query));
  serve(place, contract.showDeadlines, ({ query, ...actor }) => showDeadlines(parts, actor, query));
}
