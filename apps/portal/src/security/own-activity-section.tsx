import type { OwnEvent } from "@sallyport/contract/own-activity";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { Loaded } from "../page/loaded.tsx";
import { useMe } from "../page/me.ts";
import { useOwnActivity } from "./own-activity-query.ts";
import css from "./own-activity-section.module.css";
import { SecuritySection } from "./security-section.tsx";

export function OwnActivitySection() {
  const { realm } = useMe();
  const activity = useOwnActivity(realm);
  return (
    <SecuritySection
      title="Recent activity"
      name="activity"
      lead="What happened to your account. If you don't recognise something, change your password and tell an administrator."
    >
      <Loaded query={activity} what="your activity">
        {(events) => (
          <ol className={css.list} aria-label="Recent activity">
            {events.map((event) => (
              <Row key={event.id} event={event} />
            ))}
          </ol>
        )}
      </Loaded>
      {activity.hasNextPage ? (
        <div>
          <Button isBusy={activity.isFetchingNextPage} onClick={() => void activity.fetchNextPage()}>
            Show older activity
          </Button>
        </div>
      ) : null}
    </SecuritySection>
  );
}

function Row({ event: { words, at, address, outcome } }: { event: OwnEvent }) {
  return (
    <li className={css.row}>
      <span className={css.sentence}>
        {words.map((word, place) =>
          typeof word === "string" ? word : <Moment key={`${place}`} at={word.at} as="short-date" />,
        )}
      </span>
      {outcome === "failure" ? <Badge tone="danger">Refused</Badge> : null}
      <span className={css.facts}>
        <Moment at={at} as="exact" />
        {address === null ? null : ` · ${address}`}
      </span>
    </li>
  );
}
