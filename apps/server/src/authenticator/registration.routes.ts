import * as contract from "@sallyport/contract/authenticator";
import { instant } from "../core/clock.ts";
import { type Place, serve } from "../http/serve.ts";
import * as registration from "./registration.ts";

export function registrationRoutes(place: Place, parts: registration.RegistrationParts): void {
  serve(place, contract.register, ({ body, visit }) => registration.register(parts, visit, body));
  serve(place, contract.registration, ({ visit }) => registration.registrationOf(parts, visit));
  serve(place, contract.verifyByCode, ({ body, visit }) => registration.verifyByCode(parts, visit, body));
  serve(place, contract.verifyByLink, ({ body, visit }) => registration.verifyByLink(parts, visit, body));
  serve(place, contract.rememberAccounts, async ({ body, visit }) => {
    await registration.rememberAccounts(parts, visit, body);
    return {};
  });
  serve(place, contract.forgetRegistration, async ({ visit }) => {
    await registration.forget(parts, visit);
    return {};
  });
  serve(place, contract.time, () => Promise.resolve({ now: instant(parts.clock.now()) }));
}
