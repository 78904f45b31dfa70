import type { Me } from "@sallyport/contract/sign-in";
import { Button } from "@sallyport/ui/button";
import { useDocumentTitle } from "@sallyport/ui/document-title";
import { Mark } from "@sallyport/ui/mark";
import { useEffect, useRef } from "react";
import { Loaded } from "../page/loaded.tsx";
import { HomeFacts } from "./home-facts.tsx";
import css from "./home-page.module.css";
import { useHome } from "./use-home.ts";

/** What a user sees inside: who they are, when they last came, what is required of them. */
export function HomePage({ me, onLogOut }: { me: Me; onLogOut: () => void }) {
  const home = useHome();
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle("Home · Sallyport");
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={css.page}>
      <header className={css.header}>
        <Mark hasName />
        <Button onClick={onLogOut}>Log out</Button>
      </header>
      <main className={css.main}>
        <h1 ref={heading} tabIndex={-1}>
          Welcome, {me.name}
        </h1>
        <Loaded query={home} what="your account">
          {(found) => <HomeFacts home={found} />}
        </Loaded>
      </main>
    </div>
  );
}
