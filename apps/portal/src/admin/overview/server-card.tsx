import type { ServerState } from "@sallyport/contract/overview";
import { Badge } from "@sallyport/ui/badge";
import { Moment } from "@sallyport/ui/moment";
import type { ReactNode } from "react";
import { useMay } from "../role.ts";
import { Card } from "./card.tsx";
import css from "./server-card.module.css";
import { TestMail } from "./test-mail.tsx";

export function ServerCard({ server }: { server: ServerState }) {
  const { database, keys, mail, slots, lastBackupAt, commands } = server;
  const maySend = useMay("administrator");
  const isOwner = useMay("owner");
  return (
    <Card title="Server" place="whole-row">
      <dl className={css.parts}>
        <Part name="Database" state={database}>
          {database === "ok"
            ? "Can be read and written."
            : "It can't be written, so logins and changes fail. Look at the server's log and at the free space of its disk."}
        </Part>
        <Part name="Key store" state={keys}>
          {keys === "ok" ? (
            `The key is opened by ${listText(slots)}.`
          ) : (
            <>
              The key doesn't open, so authenticator apps and mails may fail.{" "}
              {isOwner ? (
                <>
                  On the server, this says why: <code>{commands.keyStatus}</code>
                </>
              ) : (
                "Tell an owner."
              )}
            </>
          )}
        </Part>
        <Part name="Mail server" state={mail}>
          {mailTexts[mail]}
          {maySend ? <TestMail /> : null}
        </Part>
        <Part name="Backup">
          {lastBackupAt === null ? (
            "No backup was made with Sallyport's own command. The server doesn't see other backups."
          ) : (
            <>
              Last made with Sallyport's own command <Moment at={lastBackupAt} as="relative" />.
            </>
          )}
        </Part>
      </dl>
    </Card>
  );
}

const mailTexts: Readonly<Record<ServerState["mail"], string>> = {
  ok: "The last mail was accepted.",
  failing: "The last mail was not accepted. Mails are tried again for three days. A test mail shows why.",
  unknown: "No mail was sent since the server's last start.",
};

const badges = {
  ok: <Badge tone="success">Works</Badge>,
  failing: <Badge tone="danger">Fails</Badge>,
  unknown: <Badge tone="neutral">Not used yet</Badge>,
};

function Part({ name, state, children }: { name: string; state?: keyof typeof badges; children: ReactNode }) {
  return (
    <div>
      <dt>
        {name} {state === undefined ? null : badges[state]}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function listText(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB").format(names);
}
