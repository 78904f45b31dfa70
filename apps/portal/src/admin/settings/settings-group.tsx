import type { ShownSettings } from "@sallyport/contract/settings";
import { type SettingName, settingNames, settings } from "@sallyport/contract/settings/list";
import { type SettingGroup, settingGroups } from "@sallyport/contract/settings/setting";
import { z } from "@sallyport/contract/zod";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useToast } from "@sallyport/ui/toast";
import { useId, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import type { FieldErrors } from "../../form/read-form.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useKeptState } from "../../form/use-kept.ts";
import { useMay } from "../role.ts";
import { SettingField } from "./setting-field.tsx";
import { changesIn, type Draft } from "./setting-text.ts";
import css from "./settings-page.module.css";
import { useChangeSettings, useSettings } from "./settings-query.ts";

const DraftSchema = z.record(z.string(), z.string());
const noDraft: Draft = {};

export function SettingsOfGroup({ group, shown }: { group: SettingGroup; shown: ShownSettings }) {
  const id = useId();
  const title = settingGroups[group];
  const names = settingNames.filter((name) => settings[name].group === group);
  const mayChange = useMay("owner");
  const toast = useToast();
  const { refetch } = useSettings();
  const [draft, setDraft] = useKeptState<Draft>(`settings-${group}`, DraftSchema, noDraft);
  const [errors, setErrors] = useState<FieldErrors>({});
  const saving = useChangeSettings(() => {
    setDraft(noDraft);
    toast(`${title}: saved.`);
  });
  const { changes } = changesIn(draft, shown.values);
  const isUnsaved = Object.values(draft).length > 0;
  const problem = saving.error && problemOf(saving.error);

  function save() {
    const { errors: found } = changesIn(draft, shown.values);
    setErrors(found);
    if (Object.keys(found).length > 0 || saving.isPending) return;
    saving.mutate(changes);
  }

  function discard() {
    setDraft(noDraft);
    setErrors({});
    saving.reset();
    void refetch();
  }

  function type(name: SettingName, text: string) {
    setDraft({ ...draft, [name]: text });
  }

  return (
    <section className={css.group} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Form onSubmit={save} mistake={errors}>
        {names.map((name) => (
          <SettingField
            key={name}
            name={name}
            shown={shown}
            text={draft[name]}
            error={errors[name]}
            mayChange={mayChange}
            onChange={(text) => type(name, text)}
          />
        ))}
        <RefusalNotice problem={problem} />
        {mayChange && names.some((name) => !shown.fixed.includes(name)) ? (
          <FormActions>
            <Button type="submit" variant={isUnsaved ? "primary" : "secondary"} isBusy={saving.isPending}>
              Save {title}
            </Button>
            {isUnsaved ? (
              <Button variant="quiet" onClick={discard}>
                Discard changes
              </Button>
            ) : null}
          </FormActions>
        ) : null}
      </Form>
    </section>
  );
}
