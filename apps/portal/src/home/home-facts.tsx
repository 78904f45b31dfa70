import type { Home } from "@sallyport/contract/home";
import { Link } from "@sallyport/ui/link";
import { Moment } from "@sallyport/ui/moment";
import css from "./home-page.module.css";
import { MfaState } from "./mfa-state.tsx";

export function HomeFacts({ home: { me, lastSignIn, mfa } }: { home: Home }) {
  return (
    <dl className={css.facts}>
      <div>
        <dt>E-mail</dt>
        <dd>{me.email}</dd>
      </div>
      {me.username === null ? null : (
        <div>
          <dt>Username</dt>
          <dd>{me.username}</dd>
        </div>
      )}
      <div>
        <dt>Last login</dt>
        <dd>
          {lastSignIn === null ? (
            "This is your first login."
          ) : (
            <>
              <Moment at={lastSignIn.at} as="date-time" />
              <span className={css.aside}>from {lastSignIn.address}</span>
              <Link href="/security#sessions">Wasn't this you? See where you are logged in</Link>
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>Multi-Factor Authentication</dt>
        <dd>
          <MfaState mfa={mfa} />
        </dd>
      </div>
    </dl>
  );
}
