import type { Overview } from "@sallyport/contract/overview";
import { daysOfDueSoon, lockReasons } from "@sallyport/contract/user-filters";
import { Card } from "./card.tsx";
import { CountLinks } from "./count-links.tsx";
import { countText, lockTexts } from "./overview-text.ts";

type Counts = Pick<Overview, "dueSoon" | "locked" | "lockedBy" | "undelivered">;

export function Attention({ counts: { dueSoon, locked, lockedBy, undelivered } }: { counts: Counts }) {
  const reasons = lockReasons.filter((reason) => lockedBy[reason] > 0);
  return (
    <Card title="Needs attention">
      {dueSoon + locked + undelivered === 0 ? <p>No user needs your attention now.</p> : null}
      <CountLinks
        rows={[
          {
            label: "Must set up MFA this week",
            count: countText(dueSoon),
            href: `/admin/users?due=${daysOfDueSoon}`,
          },
          { label: "Locked", count: countText(locked), href: "/admin/users?locked=any", isUrgent: true },
          ...reasons.map((reason) => ({
            label: lockTexts[reason],
            count: countText(lockedBy[reason]),
            href: `/admin/users?locked=${reason}`,
            isPart: true,
          })),
          {
            label: "Mail undelivered",
            count: countText(undelivered),
            href: "/admin/users?mail=undelivered",
            isUrgent: true,
          },
        ]}
      />
    </Card>
  );
}
