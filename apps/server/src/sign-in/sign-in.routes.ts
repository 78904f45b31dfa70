import * as contract from "@sallyport/contract/sign-in";
import { type Place, serve } from "../http/serve.ts";
import { submitPassword } from "./password-step.ts";
import * as signIn from "./sign-in.ts";
import type { SignInParts } from "./step.ts";

export function signInRoutes(place: Place, parts: SignInParts): void {
  serve(place, contract.whereAmI, ({ params, visit }) => signIn.whereAmI(parts, params.realm, visit));
  serve(place, contract.submitPassword, ({ params, body, visit }) =>
    submitPassword(parts, params.realm, body, visit),
  );
  serve(place, contract.submitPasscode, ({ asker, body, visit }) =>
    signIn.submitPasscode(parts, asker, body.code, visit),
  );
  serve(place, contract.beginSetUp, ({ asker, visit }) => signIn.beginSetUp(parts, asker, visit));
  serve(place, contract.confirmSetUp, ({ asker, body, visit }) =>
    signIn.confirmSetUp(parts, asker, body.code, visit),
  );
  serve(place, contract.postponeSetUp, ({ asker, visit }) => signIn.postponeSetUp(parts, asker, visit));
  serve(place, contract.resumeSetUp, ({ asker }) => signIn.resumeSetUp(parts, asker));
  serve(place, contract.acknowledgeSetUp, ({ asker, visit }) => signIn.acknowledgeSetUp(parts, asker, visit));
  serve(place, contract.leave, async ({ params, visit }) => {
    await signIn.leave(parts, params.realm, visit);
    return {};
  });
}
