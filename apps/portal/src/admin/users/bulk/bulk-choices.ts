import type { BulkAction, BulkActionName } from "@sallyport/contract/bulk-actions";
import type { AdministratorRole } from "@sallyport/contract/text";

export interface BulkChoice {
  name: BulkActionName;
  label: string;
  atLeast: AdministratorRole;
  hasDays?: boolean;
  isDanger?: boolean;
  consequence: string;
}

/** In the order of the menu. The server's `accounts/users/bulk/actions.ts` has the same actions. */
export const bulkChoices: readonly BulkChoice[] = [
  {
    name: "require-mfa",
    label: "Require MFA",
    atLeast: "administrator",
    hasDays: true,
    consequence: "They must set up MFA within these days. A mail tells each of them.",
  },
  {
    name: "extend",
    label: "Extend",
    atLeast: "help-desk",
    hasDays: true,
    consequence:
      "The days are added to each deadline, or count from now if the deadline has passed. No second factor changes.",
  },
  {
    name: "remind",
    label: "Remind now",
    atLeast: "help-desk",
    consequence: "Each of them gets a mail with the deadline.",
  },
  {
    name: "unlock",
    label: "Unlock",
    atLeast: "help-desk",
    consequence: "The waits after wrong passwords and codes end.",
  },
  {
    name: "suspend",
    label: "Suspend",
    atLeast: "administrator",
    isDanger: true,
    consequence: "Their sessions end, and they can't log in until they are active again.",
  },
  {
    name: "activate",
    label: "Activate",
    atLeast: "administrator",
    consequence: "They can log in again.",
  },
  {
    name: "invite",
    label: "Invite again",
    atLeast: "help-desk",
    consequence: "Each of them gets a new link, and the older links stop working.",
  },
  {
    name: "delete",
    label: "Delete",
    atLeast: "administrator",
    isDanger: true,
    consequence:
      "Their factors, sessions, links and waiting mails are deleted too. This can't be undone. The activity log keeps the names.",
  },
];

export function actionOf({ name, hasDays }: BulkChoice, days: number): BulkAction {
  return (hasDays ? { name, days } : { name }) as BulkAction;
}
