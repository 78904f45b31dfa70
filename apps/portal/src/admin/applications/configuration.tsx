import type { Application } from "@sallyport/contract/applications/applications";
import { proxySnippets } from "@sallyport/contract/applications/proxy-snippets";
import { Button, LinkButton } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import { useEffect, useRef } from "react";
import css from "./application-page.module.css";
import type { useFreshSecret } from "./fresh-secret.ts";
import { snippetOf } from "./snippet.ts";

interface ConfigurationProps {
  application: Application;
  fresh: ReturnType<typeof useFreshSecret>;
}

const unknownSecret = "the secret that you saved";

/** The values that an administrator enters in the application. */
export function Configuration({ application, fresh: { secret, forget } }: ConfigurationProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const isFresh = secret !== null;
  useEffect(() => {
    if (isFresh) heading.current?.focus();
  }, [isFresh]);
  const issuer = globalThis.location.origin;
  const snippet = snippetOf(application, { issuer, secret: secret ?? unknownSecret });
  return (
    <section className={isFresh ? css.fresh : css.part} aria-labelledby="configuration">
      <h2 id="configuration" ref={heading} tabIndex={-1}>
        {isFresh ? "Enter this in the application now" : "Configuration"}
      </h2>
      {isFresh ? <p>The secret is shown only once.</p> : null}
      {application.kind === "proxy" ? (
        <ProxyValues application={application} />
      ) : (
        <Values application={application} issuer={issuer} secret={secret} />
      )}
      {snippet === null ? null : (
        <>
          <p>
            Goes into: <strong>{snippet.goesInto}</strong>
          </p>
          <pre className={css.snippet}>
            <code>{snippet.text}</code>
          </pre>
          <p className={css.muted}>
            {snippet.needs === undefined ? null : `Needs: ${snippet.needs}. `}Checked on {snippet.checkedOn}{" "}
            against{" "}
            <a href={snippet.documentation} target="_blank" rel="noreferrer">
              the application's documentation
            </a>
            {snippet.testedWith === undefined ? null : `, and tested with version ${snippet.testedWith}`}.
          </p>
        </>
      )}
      <FormActions>
        {snippet === null ? null : (
          <CopyButton
            text={snippet.text}
            label="Copy configuration"
            variant={isFresh ? "primary" : "secondary"}
          />
        )}
        {isFresh ? (
          <CopyButton
            text={secret}
            label="Copy secret"
            variant={snippet === null ? "primary" : "secondary"}
          />
        ) : null}
        {isFresh ? (
          <Button
            onClick={() => {
              forget();
              heading.current?.focus();
            }}
          >
            I have saved it
          </Button>
        ) : null}
        {application.launchAddress === null ? null : (
          <LinkButton href={application.launchAddress}>Open the application</LinkButton>
        )}
      </FormActions>
    </section>
  );
}

function Values({
  application,
  issuer,
  secret,
}: {
  application: Application;
  issuer: string;
  secret: string | null;
}) {
  const { id, clientType } = application;
  return (
    <dl className={css.values}>
      <Value term="Issuer" value={issuer} />
      <Value term="Discovery address" value={`${issuer}/.well-known/openid-configuration`} />
      <Value term="client_id" value={id} />
      {clientType === "public" ? null : <Value term="client_secret" value={secret ?? "Shown only once"} />}
      <Value term="Scopes" value="openid profile email groups" />
    </dl>
  );
}

function ProxyValues({ application: { id, launchAddress } }: { application: Application }) {
  const issuer = globalThis.location.origin;
  return (
    <>
      <p>
        Add the configuration of your proxy. Replace 127.0.0.1:3000 by the address of the application, and
        127.0.0.1:8080 by the address of Sallyport, as your proxy reaches them.
      </p>
      {proxySnippets({ id, issuer, address: launchAddress ?? issuer }).map(({ proxy, text }) => (
        <section key={proxy} className={css.part} aria-label={proxy}>
          <h3>{proxy}</h3>
          <pre className={css.snippet}>
            <code>{text}</code>
          </pre>
          <FormActions>
            <CopyButton text={text} label={`Copy for ${proxy}`} />
          </FormActions>
        </section>
      ))}
    </>
  );
}

function Value({ term, value }: { term: string; value: string }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}
