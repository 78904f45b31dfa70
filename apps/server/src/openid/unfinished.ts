import type { listAuthorizations as contract } from "@sallyport/contract/authorization";
import type { Reply } from "@sallyport/contract/endpoint";
import { findApplication } from "../applications/applications.repository.ts";
import type { Visit } from "../http/visit.ts";
import { type AuthorizationParts, findPending } from "./pending.ts";

/** A page that isn't part of the login, such as that of a mailed link, leads back to the application with this list. */
export async function listAuthorizations(
  parts: AuthorizationParts,
  visit: Visit,
): Promise<Reply<typeof contract>> {
  const authorizations: Reply<typeof contract>["authorizations"] = [];
  for (const id of visit.authorizationIds().toReversed()) {
    const pending = (await findPending(parts, visit, { id }, "log-in"))?.pending;
    if (!pending || pending.trial || pending.result !== undefined) continue;
    const application = await findApplication(parts.database, pending.params.client_id ?? "");
    if (application) authorizations.push({ id, application: application.row.name });
  }
  return { authorizations };
}
