import type { Claim } from "@sallyport/contract/applications/trials";
import { Moment } from "@sallyport/ui/moment";
import css from "./application-page.module.css";
import { claimMeaning, claimText } from "./trial-text.ts";

export function Claims({ title, claims }: { title: string; claims: readonly Claim[] }) {
  return (
    <section className={css.part} aria-label={title}>
      <h2>{title}</h2>
      <dl className={css.values}>
        {claims.map((claim) => (
          <OneClaim key={claim.name} claim={claim} />
        ))}
      </dl>
    </section>
  );
}

function OneClaim({ claim }: { claim: Claim }) {
  const meaning = claimMeaning(claim);
  const isTime = typeof claim.value === "number";
  return (
    <div>
      <dt>{claim.name}</dt>
      <dd>
        <code>{claimText(claim)}</code>
      </dd>
      {isTime ? (
        <dd className={css.muted}>
          <Moment at={new Date(Number(claim.value) * 1000).toISOString()} as="date-time" />
        </dd>
      ) : null}
      {meaning === null ? null : <dd className={css.muted}>{meaning}</dd>}
    </div>
  );
}
