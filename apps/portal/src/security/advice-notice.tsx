import type { Security } from "@sallyport/contract/security";
import { Notice } from "@sallyport/ui/notice";
import { adviceOn } from "./advice.ts";

export function AdviceNotice({ security }: { security: Security }) {
  switch (adviceOn(security)) {
    case "add-a-factor":
      return (
        <Notice tone="info" title="Your account is protected by a password alone">
          Add a passkey or an authenticator app: then a stolen password is not enough to get in.
        </Notice>
      );
    case "have-another-way-in":
      return (
        <Notice tone="info" title="Have another way in">
          If you lose what you confirm your logins with, only an administrator can let you in. Add a second
          app or passkey, or make recovery codes.
        </Notice>
      );
    case null:
      return null;
  }
}
