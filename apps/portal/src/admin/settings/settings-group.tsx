import type { ShownSettings } from "@sallyport/contract/settings";
import { settingNames, settings } from "@sallyport/contract/settings/list";
import { type SettingGroup, settingGroups } from "@sallyport/contract/settings/setting";
import { Button } from "@sallyport/ui/button";
import { Form, FormActions } from "@sallyport/ui/form";
import { useToast } from "@sallyport/ui/toast";
import { useId, useState } from "react";
import { problemOf } from "../../api/problem-of.ts";
import type { FieldErrors } from "../../form/read-form.ts";
import { RefusalNotice } from "../../form/refusal-notice.tsx";
import { useMay } from "../role.ts";
import { ChangedSettings } from "./changed-settings.tsx";
import { SettingField } from "./setting-field.tsx";
import { changedMeanwhile, changesIn, useSettingsDraft } from "./settings-draft.ts";
import css from "./settings-page.module.css";
import { useChangeSettings, useSettings } from "./settings-query.ts";

export function SettingsOfGroup({ group, shown }: { group: SettingGroup; shown: ShownSettings }) {
  const id = useId();
  const title = settingGroups[group];
  const names = settingNames.filter((name) => settings[name].group === group);
  const mayChange = useMay("owner");
  const toast = useToast();
  const { refetch } = useSettings();
  const { draft, type, discard, keepOver } = useSettingsDraft(group, shown.values);
  const [errors, setErrors] = useState<FieldErrors>({});
  const saving = useChangeSettings(() => {
    discard();
    toast(`${title}: saved.`);
  });
  const { changes } = changesIn(draft, shown.values);
  const theirs = changedMeanwhile(draft, shown.values);
  const isUnsaved = Object.values(draft.texts).length > 0;
  const problem = saving.error && problemOf(saving.error);

  function save() {
    const { errors: found } = changesIn(draft, shown.values);
    setErrors(found);
    if (Object.keys(found).length > 0 || saving.isPending) return;
    saving.mutate(changes, { onError: () => void refetch() });
  }

  function startAgain() {
    discard();
    setErrors({});
    saving.reset();
    void refetch();
  }

  function keepTyped() {
    keepOver();
    saving.reset();
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
            text={draft.texts[name]}
            error={errors[name]}
            mayChange={mayChange}
            onChange={(text) => type(name, text)}
          />
        ))}
        {theirs.length > 0 ? (
          <ChangedSettings
            names={theirs}
            shown={shown}
            draft={draft}
            onKeep={keepTyped}
            onDiscard={startAgain}
          />
        ) : (
          <RefusalNotice problem={problem} />
        )}
        {mayChange && names.some((name) => !shown.fixed.includes(name)) ? (
          <FormActions>
            <Button type="submit" variant={isUnsaved ? "primary" : "secondary"} isBusy={saving.isPending}>
              Save
            </Button>
            {isUnsaved ? (
              <Button variant="quiet" onClick={startAgain}>
                Discard changes
              </Button>
            ) : null}
          </FormActions>
        ) : null}
      </Form>
    </section>
  );
}
