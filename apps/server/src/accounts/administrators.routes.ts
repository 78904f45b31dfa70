import * as contract from "@sallyport/contract/administrators";
import { type Place, serve } from "../http/serve.ts";
import * as administrators from "./administrators.ts";
import type { AccountsParts } from "./parts.ts";

export function administratorRoutes(place: Place, parts: AccountsParts): void {
  serve(place, contract.listAdministrators, (act) => administrators.listAdministrators(parts, act));
  serve(place, contract.addAdministrator, ({ body, ...act }) =>
    administrators.addAdministrator(parts, body, act),
  );
  serve(place, contract.editAdministrator, ({ params, body, ...act }) =>
    administrators.editAdministrator(parts, params.id, body.isMfaRequired, act),
  );
}
