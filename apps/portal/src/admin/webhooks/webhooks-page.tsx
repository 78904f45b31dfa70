import type { Reply } from "@sallyport/contract/endpoint";
import type { addWebhook } from "@sallyport/contract/webhooks";
import { Button } from "@sallyport/ui/button";
import { Dialog } from "@sallyport/ui/dialog";
import { useRef, useState } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { RowList } from "../../security/row-list.tsx";
import { BackLink } from "../back-link.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { AddWebhookForm } from "./add-webhook-form.tsx";
import { useWebhooks } from "./webhook-acts.ts";
import { WebhookRow } from "./webhook-row.tsx";
import { WebhookSecret } from "./webhook-secret.tsx";
import css from "./webhooks-page.module.css";

export function WebhooksPage() {
  const isOwner = useMay("owner");
  return (
    <>
      <BackLink to="/admin/activity">Activity</BackLink>
      {isOwner ? <Webhooks /> : <PageHeading title="Webhooks" />}
      {isOwner ? null : <p>Only owners see and change webhooks.</p>}
    </>
  );
}

function Webhooks() {
  const webhooks = useWebhooks();
  const heading = useRef<HTMLHeadingElement>(null);
  const [isAdding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string>();

  function showSecret(added: Reply<typeof addWebhook>) {
    setAdding(false);
    setSecret(added.secret);
  }

  return (
    <>
      <PageHeading
        title="Webhooks"
        action={
          <Button variant="primary" onClick={() => setAdding(true)}>
            Add webhook
          </Button>
        }
      />
      {secret === undefined ? null : (
        <WebhookSecret
          key={secret}
          secret={secret}
          onKept={() => {
            setSecret(undefined);
            heading.current?.focus();
          }}
        />
      )}
      <section className={css.list} aria-labelledby="receivers">
        <h2 id="receivers" ref={heading} tabIndex={-1}>
          Receivers
        </h2>
        <p className={css.lead}>
          Each new event is sent within seconds, signed, and tried again for three days.
        </p>
        <Loaded query={webhooks} what="the webhooks">
          {(list) => (
            <RowList label="Receivers" items={list} ifNone="No webhooks yet.">
              {(webhook) => <WebhookRow webhook={webhook} heading={heading} onSecret={setSecret} />}
            </RowList>
          )}
        </Loaded>
      </section>
      <Dialog title="Add webhook" isOpen={isAdding} onClose={() => setAdding(false)}>
        <AddWebhookForm onDone={showSecret} />
      </Dialog>
    </>
  );
}
