import { Button } from "@sallyport/ui/button";
import { CopyButton } from "@sallyport/ui/copy-button";
import { FormActions } from "@sallyport/ui/form";
import css from "./recovery-codes-list.module.css";
import { type RecoveryCodes, recoveryCodesText } from "./recovery-codes-text.ts";
import { saveTextFile } from "./save-text-file.ts";

export function RecoveryCodesList({ codes, account, organisation }: RecoveryCodes) {
  const text = recoveryCodesText({ codes, account, organisation });
  return (
    <>
      <div className={css.sheet}>
        <div className={css.onPaper}>
          <p className={css.title}>Recovery codes for {organisation}</p>
          <p>{account}</p>
        </div>
        <ol className={css.codes} aria-label="Recovery codes">
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <p className={css.onPaper}>
          Each code works once, instead of an authenticator app or a passkey. Keep this sheet where only you
          can find it.
        </p>
      </div>
      <FormActions>
        <CopyButton text={text} label="Copy codes" />
        <Button onClick={() => saveTextFile("recovery-codes.txt", text)}>Download</Button>
        <Button onClick={() => window.print()}>Print</Button>
      </FormActions>
    </>
  );
}
