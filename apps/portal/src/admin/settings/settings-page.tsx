import { type SettingGroup, settingGroups } from "@sallyport/contract/settings/setting";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { SettingsOfGroup } from "./settings-group.tsx";
import css from "./settings-page.module.css";
import { useSettings } from "./settings-query.ts";

const groups = Object.keys(settingGroups) as SettingGroup[];

export function SettingsPage() {
  const settings = useSettings();
  const mayChange = useMay("owner");
  return (
    <div className={css.page}>
      <PageHeading title="Settings" />
      {mayChange ? null : <RoleNotice />}
      <Loaded query={settings} what="the settings">
        {(shown) => groups.map((group) => <SettingsOfGroup key={group} group={group} shown={shown} />)}
      </Loaded>
    </div>
  );
}
