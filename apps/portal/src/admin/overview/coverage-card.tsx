import type { Coverage } from "@sallyport/contract/overview";
import { Moment } from "@sallyport/ui/moment";
import { Link } from "react-router";
import { Card } from "./card.tsx";
import { CountLinks } from "./count-links.tsx";
import css from "./coverage-card.module.css";
import { coverageTexts } from "./overview-text.ts";

export function CoverageCard({ coverage }: { coverage: Coverage }) {
  const { percent, all, setUp, required, requiredSetUp, requiredPercent, missing, notRequired } =
    coverageTexts(coverage);
  if (all === "0")
    return (
      <Card title="MFA coverage">
        <p>
          No users yet. <Link to="/admin/users">Add users</Link>
        </p>
      </Card>
    );
  return (
    <Card title="MFA coverage">
      {percent === null ? null : (
        <div className={css.sum}>
          <p className={css.percent}>{percent} %</p>
          <svg className={css.bar} viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden>
            <rect width={percent} height="1" />
          </svg>
        </div>
      )}
      <p>
        {setUp} of {all} users have set up MFA.
        {required === "0"
          ? " It isn't required of any user."
          : ` Of the ${required} who must, ${requiredSetUp} have${requiredPercent === null ? "" : ` (${requiredPercent} %)`}.`}
      </p>
      {coverage.countedAt === null ? null : (
        <p className={css.note}>
          Counted <Moment at={coverage.countedAt} as="relative" />. So many users are counted once a day.
        </p>
      )}
      <CountLinks
        rows={[
          { label: "Must set up, but have not", count: missing, href: "/admin/users?mfa=not-set-up" },
          { label: "Have set up", count: setUp, href: "/admin/users?mfa=set-up" },
          { label: "MFA required", count: required, href: "/admin/users?mfa=required" },
          { label: "MFA not required", count: notRequired, href: "/admin/users?mfa=not-required" },
        ]}
      />
    </Card>
  );
}
