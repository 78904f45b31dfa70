import { MfaReportLine } from "@sallyport/contract/enforcement";
import type { SortOrder, UserFilters, UserSort } from "@sallyport/contract/user-filters";
import { ExportedUser, type User } from "@sallyport/contract/users";
import { record } from "../../../activity/activity.ts";
import { filterInWords } from "../../../activity/export-activity.ts";
import type { Cell } from "../../../core/csv.ts";
import { readAtOneMoment } from "../../../database/transactions.ts";
import { exportFile, type FileFormat } from "../../../http/export-file.ts";
import type { FileReply } from "../../../http/serve.ts";
import type { AccountsParts, Actor } from "../../parts.ts";
import { viewUsers } from "../view-user.ts";
import { pageOfUsers } from "./list-users.ts";
import { reportColumns, reportOn } from "./mfa-report.ts";

/** Other requests wait while a page is read, so a page has only a few users. */
const usersAtOnce = 50;

interface ExportedList extends UserFilters {
  format: FileFormat;
  report?: "mfa" | undefined;
  sort?: UserSort | undefined;
  order: SortOrder;
}

/** An export is recorded before the first line leaves the server. */
export async function exportUsers(
  parts: AccountsParts,
  actor: Actor,
  { format, report, sort, order, ...filters }: ExportedList,
): Promise<FileReply> {
  const now = parts.clock.now();
  await record(parts.database, {
    at: now,
    kind: "users_exported",
    actor: actor.caller.account,
    detail: `${format}${report ? ", MFA report" : ""}: ${filterInWords(filters)}`,
    address: actor.visit.address,
    isRepeatable: true,
  });
  const { database } = parts;
  const readPage =
    <Row>(view: Parameters<typeof pageOfUsers<Row>>[2]) =>
    (after: string | undefined) =>
      readAtOneMoment(database, (tx) =>
        pageOfUsers({ ...parts, database: tx }, { ...filters, sort, order, after, limit: usersAtOnce }, view),
      );
  if (report) {
    return exportFile(database, {
      name: "mfa-report",
      now,
      format,
      columns: reportColumns,
      objectOf: (line: MfaReportLine) => MfaReportLine.parse(line),
      readPage: readPage(reportOn),
    });
  }
  return exportFile(database, {
    name: "users",
    now,
    format,
    columns,
    objectOf: (user: User) => ExportedUser.parse(user),
    readPage: readPage(viewUsers),
  });
}

const columns: Readonly<Record<string, (user: User) => Cell>> = {
  id: ({ id }) => id,
  username: ({ username }) => username,
  name: ({ name }) => name,
  email: ({ email }) => email,
  state: ({ state }) => (state === "staged" ? "invited" : state),
  mfa_required: ({ mfa }) => yesOrNo(mfa.isRequired),
  mfa_set_up: ({ mfa }) => yesOrNo(mfa.isEnrolled),
  mfa_deadline: ({ mfa }) => mfa.enrolBy,
  mfa_days: ({ mfa }) => mfa.daysFromAcceptance ?? null,
  mfa_set_up_at: ({ mfa }) => mfa.enrolledAt,
  locked: ({ locks }) => [...new Set(locks.map(({ reason }) => reason))].join(" "),
  created: ({ createdAt }) => createdAt,
  last_login: ({ lastSignInAt }) => lastSignInAt,
  mail_undelivered_since: ({ mailUndeliveredSince }) => mailUndeliveredSince,
};

function yesOrNo(fact: boolean): string {
  return fact ? "yes" : "no";
}
