import type { Permission } from "@sallyport/contract/permissions";
import { type AdministratorRole, administratorRoles } from "@sallyport/contract/text";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Icon } from "@sallyport/ui/icon";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { isWithin, roleNames, roleWords } from "../role.ts";
import { usePermissions } from "./administrators-query.ts";
import css from "./permissions-page.module.css";

/** The roles, from the fewest rights to the most. */
const roles = administratorRoles.toReversed();

export function PermissionsPage() {
  const permissions = usePermissions();
  return (
    <>
      <BackLink to="/admin/administrators">Administrators</BackLink>
      <PageHeading title="Who can do what" />
      <p className={css.lead}>
        The server checks these rules at every request. “Second factor” means one that was proved within the
        last minutes.
      </p>
      <Loaded query={permissions} what="the rules">
        {({ permissions: all, reach }) => (
          <>
            <section className={css.part} aria-labelledby="roles">
              <h2 id="roles">Roles</h2>
              <dl className={css.roles}>
                {reach.map(({ role, reaches }) => (
                  <div key={role}>
                    <dt>{roleNames[role]}</dt>
                    <dd>
                      {roleWords[role]} {reachText(role, reaches)}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
            {[...Map.groupBy(all, areaOf)].map(([area, rows]) => (
              <section className={css.part} key={area} aria-labelledby={`of-${area}`}>
                <h2 id={`of-${area}`}>{area}</h2>
                <DataTable
                  caption={`Who can do what: ${area}`}
                  columns={columns}
                  rows={rows}
                  rowKey={({ summary }) => summary}
                />
              </section>
            ))}
          </>
        )}
      </Loaded>
    </>
  );
}

function reachText(role: AdministratorRole, reaches: readonly AdministratorRole[]): string {
  if (role === "read-only") return "";
  return `Reaches administrators with these roles: ${reaches.map((each) => roleNames[each]).join(", ")}.`;
}

const columns: Columns<Permission> = [
  { heading: "What", cell: ({ summary }) => summary },
  ...roles.map((role) => ({
    heading: roleNames[role],
    cell: ({ atLeast }: Permission) => <Allowed isAllowed={isWithin(role, atLeast)} />,
    hasWholeWords: true,
  })),
  { heading: "Second factor", cell: ({ secondFactor }) => <Proof when={secondFactor} /> },
];

function Allowed({ isAllowed }: { isAllowed: boolean }) {
  if (!isAllowed) return <span className={css.no}>No</span>;
  return (
    <span className={css.yes}>
      <Icon name="check" />
      Yes
    </span>
  );
}

function Proof({ when }: { when: string }) {
  if (when === "never") return <span className={css.no}>–</span>;
  return when.slice(0, 1).toUpperCase() + when.slice(1);
}

const areas: Readonly<Record<string, string>> = {
  users: "Users",
  "user-counts": "Users",
  "new-users": "Users",
  "user-export": "Users",
  "user-imports": "Users",
  "username-proposal": "Users",
  "user-jobs": "Users",
  jobs: "Users",
  enforcement: "Users",
  groups: "Groups",
  administrators: "Administrators",
  sessions: "Administrators",
  permissions: "Administrators",
  "api-keys": "API keys and webhooks",
  "openapi.json": "API keys and webhooks",
  webhooks: "API keys and webhooks",
  activity: "Activity",
  overview: "Overview",
  checklist: "Overview",
  "test-mail": "Overview",
};

function areaOf({ area }: Permission): string {
  return areas[area] ?? "More";
}
