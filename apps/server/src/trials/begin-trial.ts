import type * as contract from "@sallyport/contract/applications/trials";
import type { Actor } from "../accounts/parts.ts";
import { findApplication } from "../applications/applications.repository.ts";
import { Refused } from "../core/refusal.ts";
import { hashOf, newToken } from "../core/tokens.ts";
import type { AuthorizationParts } from "../openid/pending.ts";
import { Trial } from "../openid/trial.ts";
import type { Caller } from "../sign-in/caller.ts";
import { failed } from "./refused.ts";

/** Sends the request that the application would send. The user's browser then goes to the page of an authorization. */
export async function beginTrial(
  { openid, database }: AuthorizationParts,
  { caller, visit }: Actor<Caller>,
  { id }: { id: string },
): Promise<contract.Trial> {
  const application = await findApplication(database, id);
  if (!application) throw new Refused("not-found");
  const [callback] = application.addresses.callback;
  if (callback === undefined) return { at: "refused", reason: "no-callback-address", user: null, detail: "" };
  const trial = new Trial({ sessionId: caller.session.id, browserToken: newToken() });
  const parameters = new URLSearchParams({
    client_id: id,
    redirect_uri: callback,
    response_type: "code",
    scope: "openid profile email groups",
    // The page says as which user the trial continues.
    prompt: "select_account",
    code_challenge: hashOf(trial.browserToken).toString("base64url"),
    code_challenge_method: "S256",
  });
  const answer = await openid.answer({
    method: "GET",
    url: `/oidc/auth?${parameters.toString()}`,
    headers: {},
    body: null,
    address: visit.address,
    // Without the library's session, the answer is always a page, so nothing is decided before the user is asked.
    cookies: {},
    trial,
  });
  if (!answer.begun) return failed(answer, null);
  visit.keepAuthorization(answer.begun.id, answer.begun.browserToken);
  return { at: "go", address: `/authorize/${answer.begun.id}` };
}
