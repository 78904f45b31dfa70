import type { Administrator } from "@sallyport/contract/administrators";
import { Badge } from "@sallyport/ui/badge";
import { Breakable } from "@sallyport/ui/breakable";
import type { Columns } from "@sallyport/ui/data-table";
import { roleNames } from "../role.ts";
import { UndeliveredMailBadge } from "../undelivered-mail.tsx";
import css from "./administrator-columns.module.css";

export function administratorColumns(
  onChoose: (administrator: Administrator) => void,
): Columns<Administrator> {
  return [
    { heading: "Name", cell: nameCell },
    {
      heading: "E-mail",
      cell: (administrator) => (
        <>
          <button type="button" className={css.choose} onClick={() => onChoose(administrator)}>
            <Breakable text={administrator.email} />
          </button>{" "}
          <UndeliveredMailBadge since={administrator.mailUndeliveredSince} />
        </>
      ),
    },
    { heading: "Role", cell: ({ role }) => roleNames[role] },
    { heading: "MFA: Requirement", cell: ({ mfa }) => (mfa.isRequired ? "Required" : "Not required") },
    { heading: "MFA: Enrollment", cell: enrolmentCell },
  ];
}

function nameCell({ name, isMe, state }: Administrator) {
  return (
    <>
      <bdi>{name}</bdi> {isMe ? <Badge tone="accent">You</Badge> : null}
      {state === "staged" ? <Badge tone="neutral">Invited</Badge> : null}
      {state === "suspended" ? <Badge tone="danger">Suspended</Badge> : null}
    </>
  );
}

function enrolmentCell({ mfa }: Administrator) {
  if (mfa.isEnrolled) return <Badge tone="success">Set up</Badge>;
  return <Badge tone={mfa.isRequired ? "warning" : "neutral"}>Not set up</Badge>;
}
