import { Button } from "@sallyport/ui/button";
import { Mark } from "@sallyport/ui/mark";
import { Skeleton } from "@sallyport/ui/skeleton";
import { ToastProvider } from "@sallyport/ui/toast";
import { Suspense } from "react";
import { NavLink, Outlet } from "react-router";
import type { InsideProps } from "../page/inside.ts";
import { SkipLink } from "../page/skip-link.tsx";
import { useFocusOnArrival } from "../page/use-focus-on-arrival.ts";
import { ProofProvider } from "../proof/proof-provider.tsx";
import { useNewCodesWarning } from "../security/use-new-codes.ts";
import css from "./home-layout.module.css";

/** What stands around every page that a user sees inside. */
export function HomeLayout({ me, onLogOut, isLoggingOut }: InsideProps) {
  useNewCodesWarning("user");
  return (
    <ToastProvider>
      <div className={css.layout}>
        <SkipLink />
        <header className={css.header}>
          <Mark hasName />
          <nav className={css.navigation} aria-label="Portal">
            <NavLink to="/" end>
              Home
            </NavLink>
            <NavLink to="/security">My security</NavLink>
          </nav>
          <Button isBusy={isLoggingOut} onClick={onLogOut}>
            Log out
          </Button>
        </header>
        <main className={css.main} id="content" ref={useFocusOnArrival()} tabIndex={-1}>
          <ProofProvider realm="user">
            <Suspense fallback={<Skeleton label="Loading the page" lines={5} />}>
              <Outlet context={me} />
            </Suspense>
          </ProofProvider>
        </main>
      </div>
    </ToastProvider>
  );
}
