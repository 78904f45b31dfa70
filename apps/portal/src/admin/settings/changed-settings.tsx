import type { ShownSettings } from "@sallyport/contract/settings";
import { type SettingName, settings } from "@sallyport/contract/settings/list";
import { Button } from "@sallyport/ui/button";
import { FormActions } from "@sallyport/ui/form";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import { textOf } from "./setting-text.ts";
import type { Draft } from "./settings-draft.ts";

interface ChangedSettingsProps {
  names: readonly SettingName[];
  shown: ShownSettings;
  draft: Draft;
  onKeep: () => void;
  onDiscard: () => void;
}

export function ChangedSettings({ names, shown, draft, onKeep, onDiscard }: ChangedSettingsProps) {
  return (
    <Notice
      tone="warning"
      title="Another administrator has changed this"
      action={
        <FormActions>
          <Button onClick={onKeep}>Keep what I typed</Button>
          <Button onClick={onDiscard}>Show it as it is now</Button>
        </FormActions>
      }
    >
      <ul>
        {names.map((name) => (
          <li key={name}>
            {settings[name].title}: from <Value text={textOf(draft.seen[name])} /> to{" "}
            <Value text={textOf(shown.values[name])} />
            <Author change={shown.changes.find((one) => one.name === name)} />. You typed{" "}
            <Value text={draft.texts[name] ?? ""} />.
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Value({ text }: { text: string }) {
  return text === "" ? "nothing" : <bdi>“{text}”</bdi>;
}

function Author({ change }: { change: ShownSettings["changes"][number] | undefined }) {
  if (!change) return null;
  return (
    <>
      {" "}
      by <bdi>{change.by}</bdi> on <Moment at={change.at} as="date-time" />
    </>
  );
}
