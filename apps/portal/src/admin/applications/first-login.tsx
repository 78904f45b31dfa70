import type { Application, ApplicationRefusal } from "@sallyport/contract/applications/applications";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { Loaded } from "../../page/loaded.tsx";
import { useMay } from "../role.ts";
import { useAllowAddress } from "./application-acts.ts";
import css from "./application-page.module.css";
import { refusalSentence } from "./application-text.ts";
import { useRefusals } from "./applications-query.ts";

export function FirstLogin({ application: { id } }: { application: Application }) {
  const refusals = useRefusals(id);
  return (
    <section className={css.part} aria-labelledby="first-login">
      <h2 id="first-login">
        {refusals.data?.firstLoginAt === null ? "Waiting for the first login…" : "First login"}
      </h2>
      <Loaded query={refusals} what="the login attempts">
        {({ firstLoginAt, refusals: attempts }) => (
          <>
            {firstLoginAt === null ? (
              <p>Log in to the application now. If something is refused, you see here what and why.</p>
            ) : (
              <p>
                The first user logged in on <Moment at={firstLoginAt} as="date-time" />.
              </p>
            )}
            {attempts.length === 0 ? null : (
              <ul className={css.addresses} aria-label="Refused attempts">
                {attempts.map((attempt) => (
                  <Attempt key={attempt.id} id={id} attempt={attempt} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Attempt({ id, attempt }: { id: string; attempt: ApplicationRefusal }) {
  const toast = useToast();
  const mayAllow = useMay("administrator");
  const allowing = useAllowAddress(id, attempt.id, () => toast(`${attempt.detail} is allowed.`));
  return (
    <li>
      <span>
        {refusalSentence(attempt)}{" "}
        <span className={css.muted}>
          <Moment at={attempt.at} as="relative" />
        </span>
      </span>
      {attempt.canAllow && mayAllow ? (
        <Button
          isBusy={allowing.isPending}
          aria-label={`Allow this address: ${attempt.detail}`}
          onClick={() => allowing.mutate()}
        >
          Allow this address
        </Button>
      ) : null}
      <RefusalNotice problem={allowing.error && problemOf(allowing.error)} />
    </li>
  );
}
