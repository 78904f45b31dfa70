import { showPermissions as contract } from "@sallyport/contract/permissions";
import { type Place, serve } from "../../http/serve.ts";
import { showPermissions } from "./show-permissions.ts";

export function permissionRoutes(place: Place): void {
  serve(place, contract, () => Promise.resolve(showPermissions(place.endpoints ?? [])));
}
