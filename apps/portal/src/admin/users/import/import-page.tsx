import { useState } from "react";
import { useSearchParams } from "react-router";
import { BackLink } from "../../back-link.tsx";
import { listOfUsers } from "../../list-of-users.ts";
import { PageHeading } from "../../page-heading.tsx";
import { useMay } from "../../role.ts";
import { RoleNotice } from "../../role-notice.tsx";
import { ChooseFile } from "./choose-file.tsx";
import { ColumnsForm } from "./columns-form.tsx";
import type { InspectedFile } from "./import-acts.ts";
import css from "./import-page.module.css";
import { ImportReport } from "./import-report.tsx";

/** The URL contains the ID of the draft, so the report stays after a reload. */
export function ImportPage() {
  const may = useMay("administrator");
  const [params, setParams] = useSearchParams();
  const [inspected, setInspected] = useState<InspectedFile | null>(null);
  const draft = params.get("draft");

  function startAgain() {
    setInspected(null);
    setParams({}, { replace: true });
  }

  return (
    <>
      <BackLink to={listOfUsers()}>Users</BackLink>
      <PageHeading title="Import users" />
      <div className={css.steps}>
        {!may ? (
          <RoleNotice />
        ) : draft !== null ? (
          <ImportReport id={draft} onAgain={startAgain} />
        ) : inspected ? (
          <ColumnsForm
            inspected={inspected}
            onDraft={(id) => setParams({ draft: id })}
            onAgain={startAgain}
          />
        ) : (
          <ChooseFile onInspected={setInspected} />
        )}
      </div>
    </>
  );
}
