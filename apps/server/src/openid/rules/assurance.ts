interface SessionLevel {
  aal: 1 | 2;
  amr: string;
}

/** The values of `acr` and `acr_values`. A session without a second factor never gets `mfa`. */
export const acrValues = ["mfa", "pwd"] as const;

export function acrOf({ aal }: Pick<SessionLevel, "aal">): (typeof acrValues)[number] {
  // defence: AT-103 acr
  return aal === 2 ? "mfa" : "pwd";
}

const registered: Readonly<Record<string, string>> = {
  pwd: "pwd",
  otp: "otp",
  hwk: "hwk",
  swk: "swk",
  user: "user",
  // RFC 8176 has no value for recovery codes. They are one-time codes, so they count as `otp`.
  rc: "otp",
};

/** Only values of RFC 8176. */
export function amrOf({ aal, amr }: SessionLevel): string[] {
  const values = amr.split(" ").flatMap((method) => registered[method] ?? []);
  // defence: AT-148
  return [...new Set(aal === 2 ? [...values, "mfa"] : values)];
}

/** Ignores unknown values (OpenID Connect Core §3.1.2.1). For `mfa pwd`, a password is enough. */
export function wantsMfa(asked: string | undefined): boolean {
  const known = (asked ?? "").split(" ").filter((value) => acrValues.some((acr) => acr === value));
  return known.length > 0 && known.every((value) => value === "mfa");
}
