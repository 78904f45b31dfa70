import { logoSides, mostLogoBytes, type ShownLogo } from "@sallyport/contract/logo";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { TextField } from "@sallyport/ui/text-field";
import { useToast } from "@sallyport/ui/toast";
import { useId, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { SubmitForm } from "../../form/submit-form.tsx";
import { useForm } from "../../form/use-form.ts";
import { OrganisationLogo } from "../../page/organisation-logo.tsx";
import { useMay } from "../role.ts";
import css from "./settings-page.module.css";
import { useRemoveLogo, useSaveLogo } from "./settings-query.ts";

const Chosen = z.object({ picture: z.file() });

export function LogoSetting({ logo }: { logo: ShownLogo | null }) {
  const id = useId();
  const toast = useToast();
  const mayChange = useMay("owner");
  const from = logo?.hash ?? null;
  const removal = useRemoveLogo(from, () => toast("The logo is removed."));
  return (
    <section className={css.group} aria-labelledby={id}>
      <h2 id={id}>Logo</h2>
      {logo === null ? (
        <p>The login page shows your organisation's name without a logo.</p>
      ) : (
        <>
          <OrganisationLogo />
          <p>
            Changed by <bdi>{logo.changedBy}</bdi> on <Moment at={logo.changedAt} as="date-time" />. Everyone
            who opens the login page sees it.
          </p>
        </>
      )}
      {mayChange ? <ChooseLogo from={from} /> : null}
      {mayChange && logo !== null ? (
        <div>
          <Button variant="danger" isBusy={removal.isPending} onClick={() => removal.mutate()}>
            Remove logo
          </Button>
          <RefusalNotice problem={removal.error && problemOf(removal.error)} />
        </div>
      ) : null}
    </section>
  );
}

function ChooseLogo({ from }: { from: string | null }) {
  const toast = useToast();
  const [isChosen, setChosen] = useState(false);
  const form = useForm({
    schema: Chosen,
    mutation: useSaveLogo(from, () => toast("The logo is saved.")),
    check: ({ picture }) => {
      const mistake = picture instanceof File ? mistakeIn(picture) : null;
      return mistake === null ? {} : { picture: mistake };
    },
  });
  return (
    <SubmitForm form={form} button="Save logo" variant={isChosen ? "primary" : "secondary"}>
      <TextField
        label="Picture"
        type="file"
        accept="image/png,image/jpeg,image/webp"
        hint={`PNG, JPEG or WebP with sides of ${logoSides.shortest} to ${logoSides.longest} pixels, at most ${mostLogoBytes / 1024} KB. It is shown on white.`}
        onChange={({ currentTarget }) => setChosen(currentTarget.value !== "")}
        {...form.field("picture")}
      />
    </SubmitForm>
  );
}

function mistakeIn({ name, size }: File): string | null {
  if (name === "" && size === 0) return "Choose a picture.";
  return size > mostLogoBytes ? `Choose a picture of at most ${mostLogoBytes / 1024} KB.` : null;
}
