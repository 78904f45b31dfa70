import { home } from "@sallyport/contract/home";
import type { Actor } from "../accounts/parts.ts";
import { type Place, serve } from "../http/serve.ts";
import { showHome } from "./home.ts";

export function homeRoutes(place: Place<Actor["caller"]>): void {
  serve(place, home, (actor) => Promise.resolve(showHome(actor)));
}
