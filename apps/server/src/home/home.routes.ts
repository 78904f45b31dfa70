import { home } from "@sallyport/contract/home";
import type { SessionAccount } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { showHome } from "./home.ts";

export function homeRoutes(place: Place<SessionAccount>): void {
  serve(place, home, (actor) => Promise.resolve(showHome(actor)));
}
