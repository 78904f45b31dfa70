import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { Attention } from "./attention.tsx";
import { ChecklistCard } from "./checklist-card.tsx";
import { CoverageCard } from "./coverage-card.tsx";
import { LoginsCard } from "./logins-card.tsx";
import css from "./overview-page.module.css";
import { useOverview } from "./overview-query.ts";
import { ServerCard } from "./server-card.tsx";

export function OverviewPage() {
  const overview = useOverview();
  return (
    <>
      <PageHeading title="Overview" />
      <div className={css.cards}>
        {useMay("administrator") ? <ChecklistCard /> : null}
        <Loaded query={overview} what="the overview">
          {({ coverage, logins, server, ...counts }) => (
            <>
              <CoverageCard coverage={coverage} />
              <Attention counts={counts} />
              <LoginsCard logins={logins} />
              <ServerCard server={server} />
            </>
          )}
        </Loaded>
      </div>
    </>
  );
}
