import { Button, LinkButton } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import css from "./accounts-cleared.module.css";

export function AccountsCleared({ onUnderstood }: { onUnderstood: () => void }) {
  return (
    <div className={css.cleared}>
      <Notice tone="warning" title="Your accounts are gone from this app">
        The browser has cleared the app's storage, and the keys were only there. Browsers do this when the
        device runs out of space, when the app was not opened for weeks, or when the data of this site are
        deleted.
      </Notice>
      <section>
        <h2>How to get back in</h2>
        <ol className={css.steps}>
          <li>
            Log in with another factor: a recovery code, a passkey, or an authenticator app on another device.
            If you have none, ask your administrator to reset your authenticator.
          </li>
          <li>Set up two-step verification again, and add the account here.</li>
          <li>Install this app, if your browser offers it: then the browser keeps its storage.</li>
        </ol>
      </section>
      <div className={css.actions}>
        <LinkButton variant="primary" href="/settings/two-step">
          Add an account
        </LinkButton>
        <Button variant="quiet" onClick={onUnderstood}>
          Don't show this again
        </Button>
      </div>
    </div>
  );
}
