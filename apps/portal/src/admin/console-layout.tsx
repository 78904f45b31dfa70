import { Mark } from "@sallyport/ui/mark";
import { Menu } from "@sallyport/ui/menu";
import { Spinner } from "@sallyport/ui/spinner";
import { ToastProvider } from "@sallyport/ui/toast";
import { InsideMain } from "../inside/inside-main.tsx";
import type { InsideProps } from "../page/inside.ts";
import { SkipLink } from "../page/skip-link.tsx";
import css from "./console-layout.module.css";
import { ConsoleNavigation } from "./console-navigation.tsx";
import { useRememberedList } from "./list-of-users.ts";
import { roleNames } from "./role.ts";
import { SecurityReminder } from "./security-reminder.tsx";

export function ConsoleLayout({ me, onLogOut, isLoggingOut }: InsideProps) {
  useRememberedList();
  return (
    <ToastProvider>
      <div className={css.layout}>
        <SkipLink />
        <header className={css.header}>
          <div className={css.mark}>
            <Mark hasName />
          </div>
          <div className={css.account}>
            {isLoggingOut ? <Spinner label="Logging out" /> : null}
            {me.role === null ? null : <span className={css.role}>{roleNames[me.role]}</span>}
            <Menu
              label={me.email}
              items={[
                { label: "Administrators", href: "/admin/administrators" },
                { label: "My security", href: "/admin/security" },
                { label: "API keys", href: "/admin/api-keys" },
                { label: "Log out", onSelect: onLogOut },
              ]}
            />
          </div>
        </header>
        <ConsoleNavigation />
        <InsideMain me={me} className={css.main} reminder={<SecurityReminder />} />
      </div>
    </ToastProvider>
  );
}
