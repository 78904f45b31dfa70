export interface RecoveryCodes {
  codes: readonly string[];
  account: string;
  organisation: string;
}

/** The user may read the text years later, so it names the organisation and the account. */
export function recoveryCodesText({ codes, account, organisation }: RecoveryCodes): string {
  return [`Recovery codes for ${organisation}`, account, "Each works once.", "", ...codes, ""].join("\n");
}
