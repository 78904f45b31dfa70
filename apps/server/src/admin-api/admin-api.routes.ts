import { showAdminApi } from "@sallyport/contract/admin-api";
import type { Reply } from "@sallyport/contract/endpoint";
import { type Place, serve } from "../http/serve.ts";
import { describeAdminApi } from "./describe.ts";

export function adminApiRoutes(place: Place, portalOrigin: string): void {
  let description: Reply<typeof showAdminApi> | undefined;
  serve(place, showAdminApi, () => {
    // The description is made at the first request, because all routes are registered by then.
    description ??= describeAdminApi(
      (place.endpoints ?? []).filter(({ asks }) => asks === "administrator"),
      portalOrigin,
    );
    return Promise.resolve(description);
  });
}
