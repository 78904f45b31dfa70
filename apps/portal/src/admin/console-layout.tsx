import { Mark } from "@sallyport/ui/mark";
import { Menu } from "@sallyport/ui/menu";
import { Skeleton } from "@sallyport/ui/skeleton";
import { Spinner } from "@sallyport/ui/spinner";
import { ToastProvider } from "@sallyport/ui/toast";
import { Suspense } from "react";
import { Outlet } from "react-router";
import type { InsideProps } from "../page/inside.ts";
import { SkipLink } from "../page/skip-link.tsx";
import { useFocusOnArrival } from "../page/use-focus-on-arrival.ts";
import { ProofProvider } from "../proof/proof-provider.tsx";
import { useNewCodesWarning } from "../security/use-new-codes.ts";
import css from "./console-layout.module.css";
import { ConsoleNavigation } from "./console-navigation.tsx";
import { roleNames } from "./role.ts";

/** What stands around every page of the admin console. */
export function ConsoleLayout({ me, onLogOut, isLoggingOut }: InsideProps) {
  useNewCodesWarning("administrator");
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
                { label: "Log out", onSelect: onLogOut },
              ]}
            />
          </div>
        </header>
        <ConsoleNavigation />
        <main className={css.main} id="content" ref={useFocusOnArrival()} tabIndex={-1}>
          <ProofProvider realm="administrator">
            <Suspense fallback={<Skeleton label="Loading the page" lines={5} />}>
              <Outlet context={me} />
            </Suspense>
          </ProofProvider>
        </main>
      </div>
    </ToastProvider>
  );
}
