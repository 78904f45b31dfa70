export interface RecoveryCodes {
  codes: readonly string[];
  account: string;
  organisation: string;
}

/** The text names the organisation and the account, because the user may read it years later. */
export function recoveryCodesText({ codes, account, organisation }: RecoveryCodes): string {
  return [`Recovery codes for ${organisation}`, account, "Each works once.", "", ...codes, ""].join("\n");
}
