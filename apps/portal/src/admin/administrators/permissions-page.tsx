import type { Permission } from "@sallyport/contract/permissions";
import { type AdministratorRole, administratorRoles } from "@sallyport/contract/text";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Icon } from "@sallyport/ui/icon";
import { Section } from "@sallyport/ui/section";
import { useIsNarrow } from "@sallyport/ui/use-is-narrow";
import { Loaded } from "../../page/loaded.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { isWithin, roleNames, roleWords } from "../role.ts";
import { usePermissions } from "./administrators-query.ts";
import css from "./permissions-page.module.css";

/** Below this width, a table with a column for each role has no space beside the panel. */
const widthOfAllRoles = "72rem";

/** The roles, from the fewest rights to the most. */
const roles = administratorRoles.toReversed();

export function PermissionsPage() {
  const permissions = usePermissions();
  const isNarrow = useIsNarrow(widthOfAllRoles);
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
            {byArea(all).map(([area, rows]) => (
              <Section key={area} title={area} isInitiallyOpen={!isNarrow}>
                <div className={css.rules}>
                  <DataTable
                    caption={`Who can do what: ${area}`}
                    columns={isNarrow ? narrowColumns : wideColumns}
                    rows={rows}
                    rowKey={({ summary }) => summary}
                  />
                </div>
              </Section>
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

const what = { heading: "What", cell: ({ summary }: Permission) => summary };
const secondFactor = {
  heading: "Second factor",
  cell: ({ secondFactor: when }: Permission) => <Proof when={when} />,
};

const wideColumns: Columns<Permission> = [
  what,
  ...roles.map((role) => ({
    heading: roleNames[role],
    cell: ({ atLeast }: Permission) => <Allowed isAllowed={isWithin(role, atLeast)} />,
    hasWholeWords: true,
  })),
  secondFactor,
];

const narrowColumns: Columns<Permission> = [
  what,
  { heading: "Roles", cell: ({ atLeast }) => rolesText(atLeast) },
  secondFactor,
];

function rolesText(atLeast: AdministratorRole): string {
  if (atLeast === "read-only") return "All roles";
  return administratorRoles
    .filter((role) => isWithin(role, atLeast))
    .map((role) => roleNames[role])
    .join(", ");
}

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
  applications: "Applications",
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
  settings: "Settings",
};

/** The areas appear in this order. Other areas follow. */
const order = [
  "Overview",
  "Users",
  "Groups",
  "Administrators",
  "API keys and webhooks",
  "Activity",
  "Settings",
];

function byArea(all: readonly Permission[]): [area: string, rows: Permission[]][] {
  const found = Map.groupBy(all, areaOf);
  return [...new Set([...order, ...found.keys()])].flatMap((area) => {
    const rows = found.get(area);
    return rows ? [[area, rows]] : [];
  });
}

function areaOf({ area }: Permission): string {
  return areas[area] ?? "More";
}
