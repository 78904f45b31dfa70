/** The parameters of an authorization request, as the library stores them. */
export interface Parameters {
  client_id?: string;
  prompt?: string;
  max_age?: string | number;
  acr_values?: string;
  id_token_hint?: string;
  login_hint?: string;
  redirect_uri?: string;
  state?: string;
}

export function promptsIn({ prompt }: Parameters): ReadonlySet<string> {
  return new Set((prompt ?? "").split(" ").filter(Boolean));
}

/** The library turns `max_age=0` into `prompt=login` (OpenID Connect Core §3.1.2.1). */
export function mostAgeMsIn({ max_age }: Parameters): number | null {
  return max_age === undefined ? null : Number(max_age) * 1000;
}

/** Doesn't check the token's signature, because the library has done this before it stored the request. */
export function accountInHint({ id_token_hint: hint }: Parameters): string | null {
  if (hint === undefined) return null;
  try {
    const payload: unknown = JSON.parse(Buffer.from(hint.split(".")[1] ?? "", "base64url").toString());
    const { sub } = payload as { sub?: unknown };
    return typeof sub === "string" ? sub : "";
  } catch {
    return "";
  }
}
