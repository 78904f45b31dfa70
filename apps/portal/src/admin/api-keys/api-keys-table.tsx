import type { ApiKey } from "@sallyport/contract/api-keys";
import { Badge } from "@sallyport/ui/badge";
import { Breakable } from "@sallyport/ui/breakable";
import { type Columns, DataTable } from "@sallyport/ui/data-table";
import { Moment } from "@sallyport/ui/moment";
import { useToast } from "@sallyport/ui/toast";
import { useRef } from "react";
import { roleNames } from "../role.ts";
import css from "./api-keys-table.module.css";
import { RevokeKey } from "./revoke-key.tsx";

interface ApiKeysTableProps {
  keys: readonly ApiKey[];
  hasOwners: boolean;
}

export function ApiKeysTable({ keys, hasOwners }: ApiKeysTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const toast = useToast();
  const [name, ...others] = columns;
  const revoke = (key: ApiKey) => (
    <RevokeKey apiKey={key} fallbackFocus={frame} onDone={() => toast(`The key ${key.name} is revoked.`)} />
  );
  return (
    <div ref={frame} tabIndex={-1} className={css.frame}>
      <DataTable
        caption="API keys"
        columns={[name, ...(hasOwners ? [owner] : []), ...others, { heading: "Action", cell: revoke }]}
        rows={keys}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

const owner: Columns<ApiKey>[number] = { heading: "Owner", cell: ownerCell };

const columns: Columns<ApiKey> = [
  { heading: "Name", cell: nameCell },
  { heading: "Role", cell: ({ role }) => roleNames[role] },
  { heading: "Last used", cell: lastUsedCell },
  { heading: "Expires", cell: ({ expiresAt }) => <Moment at={expiresAt} as="date" /> },
];

function nameCell({ name, beginsWith, isExpired }: ApiKey) {
  return (
    <>
      <bdi>
        <Breakable text={name} />
      </bdi>{" "}
      {isExpired ? <Badge tone="danger">Expired</Badge> : null}
      <div className={css.beginning}>sallyport_{beginsWith}…</div>
    </>
  );
}

function ownerCell({ owner: { name }, isMine }: ApiKey) {
  return (
    <>
      <bdi>{name}</bdi> {isMine ? <Badge tone="accent">You</Badge> : null}
    </>
  );
}

function lastUsedCell({ lastUsedAt, lastUsedFrom }: ApiKey) {
  if (lastUsedAt === null) return "Never";
  return (
    <>
      <Moment at={lastUsedAt} as="relative" /> from {lastUsedFrom}
    </>
  );
}
