import type { Me } from "@sallyport/contract/sign-in";
import { Mark } from "@sallyport/ui/mark";
import { Menu } from "@sallyport/ui/menu";
import { Skeleton } from "@sallyport/ui/skeleton";
import { ToastProvider } from "@sallyport/ui/toast";
import { Suspense, useEffect, useRef } from "react";
import { Outlet, useLocation } from "react-router";
import css from "./console-layout.module.css";
import { ConsoleNavigation } from "./console-navigation.tsx";

interface ConsoleLayoutProps {
  me: Me;
  onLogOut: () => void;
}

/** What stands around every page of the admin console. */
export function ConsoleLayout({ me, onLogOut }: ConsoleLayoutProps) {
  return (
    <ToastProvider>
      <div className={css.layout}>
        <a className={css.skip} href="#content">
          Skip to content
        </a>
        <header className={css.header}>
          <div className={css.mark}>
            <Mark hasName />
          </div>
          <div className={css.account}>
            <Menu
              label={me.email}
              items={[
                { label: "Administrators", href: "/admin/administrators" },
                { label: "Log out", onSelect: onLogOut },
              ]}
            />
          </div>
        </header>
        <ConsoleNavigation />
        <main className={css.main} id="content" ref={useFocusOnArrival()} tabIndex={-1}>
          <Suspense fallback={<Skeleton label="Loading the page" lines={5} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
    </ToastProvider>
  );
}

/** Moves the focus to the page that was gone to, as a browser does for a page that it loads. */
function useFocusOnArrival() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus();
    window.scrollTo(0, 0);
  }, [pathname]);
  return main;
}
