import * as contract from "@sallyport/contract/logo";
import type { Actor } from "../../accounts/parts.ts";
import { type Place, serve, serveContent } from "../../http/serve.ts";
import { changeLogo, logoContent } from "./logo.ts";

const headers = {
  "cache-control": "public, max-age=31536000, immutable",
  // defence: AT-97 policy
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
} as const;

export function logoRoutes(place: Place<Actor["caller"]>, parts: Parameters<typeof changeLogo>[0]): void {
  serve(place, contract.changeLogo, ({ body, ...actor }) => changeLogo(parts, actor, body));
  serveContent(place, contract.showLogo, async ({ params }) => ({
    ...(await logoContent(parts, params)),
    headers,
  }));
}
