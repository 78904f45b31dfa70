export interface RecoveryCodes {
  codes: readonly string[];
  /** The e-mail address of the account. */
  account: string;
  /** The organisation whose portal accepts the codes. */
  organisation: string;
}

/** The text for the clipboard and the file. It must explain itself to someone who reads it years later. */
export function recoveryCodesText({ codes, account, organisation }: RecoveryCodes): string {
  return [`Recovery codes for ${organisation}`, account, "Each works once.", "", ...codes, ""].join("\n");
}
