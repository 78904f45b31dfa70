import type { PendingTotp } from "@sallyport/contract/sign-in";
import { inGroups } from "@sallyport/totp/secret";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import { Section } from "@sallyport/ui/section";
import css from "./key-as-text.module.css";

export function KeyAsText({ pending: { secret, account, issuer } }: { pending: PendingTotp }) {
  return (
    <Section title="Can't scan?">
      <div className={css.words}>
        <p>In your app, choose to enter a key manually, then copy these values:</p>
        <dl className={css.facts}>
          <dt>Key</dt>
          <dd>
            <code>{inGroups(secret)}</code>
          </dd>
          <dt>Account</dt>
          <dd>{account}</dd>
          <dt>Issuer</dt>
          <dd>{issuer}</dd>
        </dl>
        <FormActions>
          <CopyButton text={secret} label="Copy key" />
        </FormActions>
      </div>
    </Section>
  );
}
