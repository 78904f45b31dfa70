export interface RecoveryCodes {
  codes: readonly string[];
  account: string;
  organisation: string;
}

export function recoveryCodesText({ codes, account, organisation }: RecoveryCodes): string {
  return [`Recovery codes for ${organisation}`, account, "Each works once.", "", ...codes, ""].join("\n");
}
