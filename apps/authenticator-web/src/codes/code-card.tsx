import type { TotpKey } from "@sallyport/totp/key";
import { tidyName } from "@sallyport/totp/key-name";
import { CountdownRing } from "@sallyport/ui/countdown-ring";
import type { ReactNode } from "react";
import { nameOf } from "../vault/account.ts";
import css from "./code-card.module.css";
import { passcodeAt } from "./passcode.ts";

interface CodeCardProps {
  accountKey: TotpKey;
  now: number;
  children: (code: string) => ReactNode;
}

export function CodeCard({ accountKey, now, children }: CodeCardProps) {
  const { code, secondsLeft } = passcodeAt(accountKey, now);
  return (
    <fieldset className={css.card} aria-label={nameOf(accountKey)}>
      <div className={css.names}>
        <strong dir="auto">{tidyName(accountKey.issuer)}</strong>
        <span className={css.account} dir="auto">
          {tidyName(accountKey.account)}
        </span>
      </div>
      <div className={css.ring}>
        <CountdownRing
          secondsLeft={secondsLeft}
          period={accountKey.periodSeconds}
          label="Time left for this code"
        />
      </div>
      {/* Without `off`, screen readers would read every new code aloud. */}
      <output className={css.code} aria-label="Passcode" aria-live="off">
        {code}
      </output>
      <div className={css.actions}>{children(code.replace(" ", ""))}</div>
    </fieldset>
  );
}
