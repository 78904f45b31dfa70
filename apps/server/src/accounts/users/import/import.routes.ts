import * as contract from "@sallyport/contract/user-import";
import { type Place, serve } from "../../../http/serve.ts";
import type { AccountsParts, Actor } from "../../parts.ts";
import { draftImport, inspectImport } from "./import-users.ts";

export function importRoutes(place: Place<Actor["caller"]>, parts: AccountsParts): void {
  serve(place, contract.inspectImport, ({ body, ...actor }) => inspectImport(parts, actor, body));
  serve(place, contract.draftImport, ({ body, ...actor }) => draftImport(parts, actor, body));
}
