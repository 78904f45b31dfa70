import type { Checklist, ChecklistItem } from "@sallyport/contract/overview";
import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { problemOf } from "../../api/problem-of.ts";
import css from "./checklist-card.module.css";
import { useConfirmBackups } from "./overview-query.ts";
import { TestMail } from "./test-mail.tsx";

export const taskTitles: Readonly<Record<ChecklistItem, string>> = {
  "own-second-factor": "Set up your own second factor",
  "second-owner": "Have a second owner",
  "test-mail": "Send a test mail",
  "recovery-slot": "Add a recovery slot to the key store",
  backup: "Make a backup",
};

interface TaskProps {
  item: ChecklistItem;
  commands: Checklist["commands"];
}

export function ChecklistTask({ item, commands }: TaskProps) {
  const tasks: Readonly<Record<ChecklistItem, ReactNode>> = {
    "own-second-factor": (
      <>
        <p>You can change every account. Without a second factor, a stolen password is enough to do so.</p>
        <Link to="/admin/security">Add a second factor in My security</Link>
      </>
    ),
    "second-owner": (
      <>
        <p>
          If the only owner can't log in, only a command on the server helps. A second owner who has accepted
          the invitation can help at once.
        </p>
        <Link to="/admin/administrators">Add or choose an owner</Link>
      </>
    ),
    "test-mail": (
      <>
        <p>Invitations, reminders and new passwords go by mail. This shows whether mails leave the server.</p>
        <TestMail />
      </>
    ),
    "recovery-slot": (
      <>
        <p>
          If the key store breaks and nothing else opens the key, everyone must set up their authenticator
          again. Make a passphrase on the server, let it open the key too, and keep it on paper:
        </p>
        <Commands lines={["(umask 077; openssl rand -base64 32 > ~/recovery)", commands.addSlot]} />
      </>
    ),
    backup: <Backup command={commands.backup} />,
  };
  return <div className={css.task}>{tasks[item]}</div>;
}

function Backup({ command }: { command: string }) {
  const { error, isPending, mutate } = useConfirmBackups();
  return (
    <>
      <p>Without a backup, a broken disk loses all accounts. This command makes one while the server runs:</p>
      <Commands lines={[command]} />
      <p>The server doesn't see backups that other programs make.</p>
      <Button isBusy={isPending} onClick={() => mutate()}>
        Another program makes backups
      </Button>
      {error ? <Notice tone="danger">{problemOf(error).detail}</Notice> : null}
    </>
  );
}

function Commands({ lines }: { lines: readonly string[] }) {
  return (
    <p className={css.commands}>
      {lines.map((line) => (
        <code key={line}>{line}</code>
      ))}
    </p>
  );
}
