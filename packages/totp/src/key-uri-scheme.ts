import { KeyUriRefused } from "./key-uri-error.ts";
import { isStore, vendorOfLink, vendorOfScheme } from "./key-uri-vendors.ts";

const keySchemes = ["otpauth", "apple-otpauth"];

export function refuseOtherSchemes(scheme: string, text: string): void {
  if (keySchemes.includes(scheme)) return;
  if (isStore(scheme, text)) throw new KeyUriRefused("store-link");
  switch (scheme) {
    case "":
      throw new KeyUriRefused("not-a-uri");
    case "http":
    case "https":
      return refuseLink(text);
    case "otpauth-migration":
      throw new KeyUriRefused("migration-unsupported");
    case "phonefactor":
      throw new KeyUriRefused("vendor-microsoft-push");
    case "steam":
      throw new KeyUriRefused("type-unsupported", scheme);
    case "fido":
      throw new KeyUriRefused("passkey");
    default: {
      const vendor = vendorOfScheme(scheme);
      throw vendor
        ? new KeyUriRefused("vendor-link", vendor)
        : new KeyUriRefused("scheme-unsupported", scheme);
    }
  }
}

function refuseLink(link: string): never {
  const vendor = vendorOfLink(link);
  throw vendor ? new KeyUriRefused("vendor-link", vendor) : new KeyUriRefused("plain-link");
}
