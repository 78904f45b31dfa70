import { Button } from "@sallyport/ui/button";
import { Mark } from "@sallyport/ui/mark";
import { ToastProvider } from "@sallyport/ui/toast";
import { NavLink } from "react-router";
import { InsideMain } from "../inside/inside-main.tsx";
import type { InsideProps } from "../page/inside.ts";
import { SkipLink } from "../page/skip-link.tsx";
import css from "./home-layout.module.css";

export function HomeLayout({ me, onLogOut, isLoggingOut }: InsideProps) {
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
        <InsideMain me={me} className={css.main} />
      </div>
    </ToastProvider>
  );
}
