import type { Application } from "@sallyport/contract/applications/applications";
import { Button, LinkButton } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Notice } from "@sallyport/ui/notice";
import { useState } from "react";
import { useMay } from "../role.ts";
import css from "./application-page.module.css";
import { tryAddress } from "./trial-text.ts";

const size = "popup,width=560,height=760";

export function TryIt({ application: { id, name } }: { application: Application }) {
  const [isBlocked, setBlocked] = useState(false);
  const address = tryAddress(id);
  if (!useMay("administrator")) return null;
  return (
    <section className={css.part} aria-labelledby="try-it">
      <h2 id="try-it">Try it</h2>
      <p>
        Log in with a user's account, and see what <bdi>{name}</bdi> would get. The groups and the second
        factor of the application count. The application itself gets nothing.
      </p>
      {isBlocked ? (
        <Notice
          tone="warning"
          title="The browser blocked the window"
          action={
            <LinkButton href={address} target="_blank">
              Open it in a new tab
            </LinkButton>
          }
        >
          Allow pop-ups for this page, or open the login in a tab.
        </Notice>
      ) : null}
      <FormActions>
        <Button onClick={() => setBlocked(globalThis.open(address, `try-${id}`, size) === null)}>
          Try it
        </Button>
      </FormActions>
    </section>
  );
}
