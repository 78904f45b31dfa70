export interface RecoveryCodes {
  codes: readonly string[];
  /** Whose they are: an e-mail address. */
  account: string;
  /** Where they work. */
  organisation: string;
}

/** What goes on the clipboard and into a file: it must explain itself to a reader years later. */
export function recoveryCodesText({ codes, account, organisation }: RecoveryCodes): string {
  return [`Recovery codes for ${organisation}`, account, "Each works once.", "", ...codes, ""].join("\n");
}
