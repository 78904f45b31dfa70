import * as contract from "@sallyport/contract/overview";
import type { SessionAccount } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import type { Outbox } from "../mail/outbox.ts";
import { confirmBackups, showChecklist } from "./checklist.ts";
import { type OverviewParts, showOverview } from "./show-overview.ts";
import { TestMails } from "./test-mail.ts";

export function overviewRoutes(
  place: Place<SessionAccount>,
  parts: OverviewParts & { outbox: Outbox },
): void {
  const testMails = new TestMails(parts);
  serve(place, contract.showOverview, ({ query }) => showOverview(parts, query));
  serve(place, contract.showChecklist, (actor) => showChecklist(parts, actor));
  serve(place, contract.confirmBackups, (actor) => confirmBackups(parts, actor));
  serve(place, contract.sendTestMail, (actor) => testMails.send(actor));
}
