import type { BulkAction, BulkActionName } from "@sallyport/contract/bulk-actions";
import type { AdministratorRole } from "@sallyport/contract/text";

export interface BulkChoice {
  name: BulkActionName;
  label: string;
  atLeast: AdministratorRole;
  needs?: "days" | "group";
  isDanger?: boolean;
  consequence: string;
}

/** In the order of the menu. The server's `accounts/users/bulk/actions.ts` has the same actions. */
export const bulkChoices: readonly BulkChoice[] = [
  {
    name: "require-mfa",
    label: "Require MFA",
    atLeast: "administrator",
    needs: "days",
    consequence: "The selected users must set up MFA within these days. A mail tells each of them.",
  },
  {
    name: "extend",
    label: "Extend",
    atLeast: "help-desk",
    needs: "days",
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
    consequence: "The selected users can log in again.",
  },
  {
    name: "invite",
    label: "Invite again",
    atLeast: "help-desk",
    consequence: "Each of them gets a new link, and the older links stop working.",
  },
  {
    name: "add-to-group",
    label: "Add to group",
    atLeast: "administrator",
    needs: "group",
    consequence:
      "The selected users become members. If the group requires MFA, its days begin now, or when an invited user accepts the invitation, and a mail tells each user about a new deadline.",
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

/** What the administrator chooses before the preview. */
export interface BulkInput {
  days?: number;
  group?: string;
}

export function actionOf({ name }: BulkChoice, input: BulkInput): BulkAction {
  return { name, ...input } as BulkAction;
}
