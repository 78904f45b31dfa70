import {
  type Application,
  type ApplicationSecret,
  addSecret,
} from "@sallyport/contract/applications/applications";
import { Badge } from "@sallyport/ui/badge";
import { Button } from "@sallyport/ui/button";
import { ConfirmDialog } from "@sallyport/ui/confirm-dialog";
import { Dialog } from "@sallyport/ui/dialog";
import { Moment } from "@sallyport/ui/moment";
import { SelectField } from "@sallyport/ui/select-field";
import { useToast } from "@sallyport/ui/toast";
import { type RefObject, useRef, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { Row, RowList } from "../../security/row-list.tsx";
import { useMay } from "../role.ts";
import { useAddSecret, useEndSecret } from "./application-acts.ts";
import css from "./application-page.module.css";

interface SecretsProps {
  application: Application;
  onSecret: (secret: string) => void;
}

export function Secrets({ application, onSecret }: SecretsProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const mayChange = useMay("administrator");
  const [isAdding, setAdding] = useState(false);
  const { id, secrets } = application;
  return (
    <section className={css.part} aria-labelledby="secrets">
      <h2 id="secrets" ref={heading} tabIndex={-1}>
        Secrets
      </h2>
      <RowList label="Secrets" items={secrets} ifNone="The application has no secret, so no user can log in.">
        {(secret) => <SecretRow id={id} secret={secret} heading={heading} />}
      </RowList>
      {mayChange ? (
        <p>
          <Button onClick={() => setAdding(true)}>New secret</Button>
        </p>
      ) : null}
      <Dialog title="New secret" isOpen={isAdding} onClose={() => setAdding(false)}>
        <NewSecretForm
          id={id}
          onDone={(secret) => {
            setAdding(false);
            onSecret(secret);
          }}
        />
      </Dialog>
    </section>
  );
}

const lifetimes = [
  { value: "never", label: "Never" },
  { value: "90", label: "After 90 days" },
  { value: "365", label: "After 365 days" },
] as const;

function NewSecretForm({ id, onDone }: { id: string; onDone: (secret: string) => void }) {
  const [days, setDays] = useState<(typeof lifetimes)[number]["value"]>("never");
  const adding = useAddSecret(id, onDone);
  const given = { days: days === "never" ? null : Number(days) };
  const form = useForm({ schema: { safeParse: () => addSecret.body.safeParse(given) }, mutation: adding });
  return (
    <SubmitForm form={form} button="Make secret">
      <p>Both secrets work. Enter the new one in the application, then end the old one.</p>
      <SelectField label="Expires" value={days} onChange={setDays} options={lifetimes} />
    </SubmitForm>
  );
}

interface SecretRowProps {
  id: string;
  secret: ApplicationSecret;
  heading: RefObject<HTMLHeadingElement | null>;
}

function SecretRow({ id, secret, heading }: SecretRowProps) {
  const { hint, createdAt, expiresAt, isExpired, lastUsedAt } = secret;
  const factsId = `facts-of-${secret.id}`;
  return (
    <Row
      name={`…${hint}`}
      badge={isExpired ? <Badge tone="danger">Expired</Badge> : null}
      factsId={factsId}
      facts={
        <>
          <li>
            Made on <Moment at={createdAt} as="date" />
          </li>
          <li>
            {lastUsedAt === null ? (
              "Not used yet"
            ) : (
              <>
                Last used <Moment at={lastUsedAt} as="relative" />
              </>
            )}
          </li>
          <li>
            {expiresAt === null ? (
              "Never expires"
            ) : (
              <>
                {isExpired ? "Expired on" : "Expires on"} <Moment at={expiresAt} as="date" />
              </>
            )}
          </li>
        </>
      }
      buttons={
        useMay("administrator") ? (
          <EndSecret id={id} secret={secret} heading={heading} factsId={factsId} />
        ) : null
      }
    />
  );
}

function EndSecret({ id, secret, heading, factsId }: SecretRowProps & { factsId: string }) {
  const toast = useToast();
  const [isAsking, setAsking] = useState(false);
  const ending = useEndSecret(id, secret.id, () => {
    setAsking(false);
    toast("The secret is ended.");
  });
  return (
    <>
      <Button variant="danger" aria-describedby={factsId} onClick={() => setAsking(true)}>
        End
      </Button>
      <ConfirmDialog
        title={`End the secret …${secret.hint}?`}
        action="End secret"
        isOpen={isAsking}
        isBusy={ending.isPending}
        onConfirm={() => ending.mutate()}
        onClose={() => setAsking(false)}
        fallbackFocus={heading}
      >
        <p>An application that still uses this secret can't log users in any more.</p>
        <RefusalNotice problem={ending.error && problemOf(ending.error)} />
      </ConfirmDialog>
    </>
  );
}
