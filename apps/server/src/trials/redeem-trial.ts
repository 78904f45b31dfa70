import type { Claim } from "@sallyport/contract/applications/trials";
import type { Openid, OpenidAnswer } from "../openid/openid.ts";
import type { Trial } from "../openid/trial.ts";

interface Code {
  code: string;
  /** The application's ID and callback address. */
  id: string;
  callback: string;
  isPublic: boolean;
  address: string;
}

/** Does what the application would do with the code. The tokens are only in the object `trial`. */
export async function redeemTrial(
  openid: Openid,
  trial: Trial,
  { code, id, callback, isPublic, address }: Code,
): Promise<{ idToken: Claim[]; userinfo: Claim[] } | { refused: OpenidAnswer }> {
  const asked = { address, cookies: {}, trial };
  const form = {
    grant_type: "authorization_code",
    code,
    redirect_uri: callback,
    code_verifier: trial.browserToken,
    client_id: id,
    ...(isPublic ? {} : { client_secret: trial.secret }),
  };
  const tokens = await openid.answer({
    ...asked,
    method: "POST",
    url: "/oidc/token",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  if (tokens.status !== 200) return { refused: tokens };
  const { id_token: idToken, access_token: access } = JSON.parse(tokens.body.toString()) as {
    id_token: string;
    access_token: string;
  };
  const userinfo = await openid.answer({
    ...asked,
    method: "GET",
    url: "/oidc/me",
    headers: { authorization: `Bearer ${access}` },
    body: null,
  });
  if (userinfo.status !== 200) return { refused: userinfo };
  const payload = Buffer.from(idToken.split(".")[1] ?? "", "base64url");
  return { idToken: claimsIn(payload), userinfo: claimsIn(userinfo.body) };
}

function claimsIn(json: Buffer): Claim[] {
  const claims = JSON.parse(json.toString()) as Record<string, Claim["value"]>;
  return Object.entries(claims).map(([name, value]) => ({ name, value }));
}
