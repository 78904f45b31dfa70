import { useDocumentTitle } from "@sallyport/ui/document-title";
import { Loaded } from "../page/loaded.tsx";
import { useMe } from "../page/me.ts";
import { AdviceNotice } from "./advice-notice.tsx";
import { ApplicationLoginsSection } from "./application-logins-section.tsx";
import { AppsSection } from "./apps-section.tsx";
import { AskForSetUpLink } from "./ask-for-set-up-link.tsx";
import { NamedSection } from "./named-section.ts";
import { OwnActivitySection } from "./own-activity-section.tsx";
import { PasskeysSection } from "./passkeys-section.tsx";
import { PasswordSection } from "./password-section.tsx";
import { RecoveryCodesSection } from "./recovery-codes-section.tsx";
import css from "./security-page.module.css";
import { SessionsSection } from "./sessions-section.tsx";
import { useSecurity } from "./use-security.ts";

export function SecurityPage() {
  const { realm } = useMe();
  const security = useSecurity(realm);
  useDocumentTitle("My security · Sallyport");
  return (
    <div className={css.page}>
      <h1>My security</h1>
      <Loaded query={security} what="My security">
        {(found) => (
          <>
            <AdviceNotice realm={realm} security={found} />
            {found.needsSetUpLink ? <AskForSetUpLink /> : null}
            <AppsSection security={found} />
            <PasskeysSection security={found} />
            <RecoveryCodesSection security={found} />
            <PasswordSection setAt={found.passwordSetAt} />
            <SessionsSection sessions={found.sessions} />
            {realm === "user" ? <ApplicationLoginsSection /> : null}
            <OwnActivitySection />
            <NamedSection />
          </>
        )}
      </Loaded>
    </div>
  );
}
