import * as contract from "@sallyport/contract/applications/applications";
import type { Actor } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { addApplication } from "./add-application.ts";
import { addSecret, endSecret } from "./application-secrets.ts";
import { type ApplicationsParts, listApplications, showApplication } from "./applications.ts";
import { changeApplication } from "./change-application.ts";
import { deleteApplication } from "./delete-application.ts";
import { allowAddress, listRefusals } from "./refused-attempts.ts";

export function applicationRoutes(place: Place<Actor["caller"]>, parts: ApplicationsParts): void {
  serve(place, contract.listApplications, ({ query, ...actor }) => listApplications(parts, actor, query));
  serve(place, contract.addApplication, ({ body, ...actor }) => addApplication(parts, actor, body));
  serve(place, contract.showApplication, ({ params, ...actor }) => showApplication(parts, actor, params));
  serve(place, contract.changeApplication, ({ params: { id }, body, ...actor }) =>
    changeApplication(parts, actor, { ...body, id }),
  );
  serve(place, contract.deleteApplication, ({ params: { id }, body, ...actor }) =>
    deleteApplication(parts, actor, { ...body, id }),
  );
  serve(place, contract.addSecret, ({ params: { id }, body, ...actor }) =>
    addSecret(parts, actor, { ...body, id }),
  );
  serve(place, contract.endSecret, ({ params, ...actor }) => endSecret(parts, actor, params));
  serve(place, contract.listRefusals, ({ params, ...actor }) => listRefusals(parts, actor, params));
  serve(place, contract.allowAddress, ({ params, ...actor }) => allowAddress(parts, actor, params));
}
