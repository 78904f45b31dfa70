import { type SettingGroup, settingGroups } from "@sallyport/contract/settings/setting";
import { Fragment } from "react";
import { Loaded } from "../../page/loaded.tsx";
import { PageHeading } from "../page-heading.tsx";
import { useMay } from "../role.ts";
import { RoleNotice } from "../role-notice.tsx";
import { LogoSetting } from "./logo-setting.tsx";
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
        {(shown) =>
          groups.map((group) => (
            <Fragment key={group}>
              <SettingsOfGroup group={group} shown={shown} />
              {group === "organisation" ? <LogoSetting key={shown.logo?.hash} logo={shown.logo} /> : null}
            </Fragment>
          ))
        }
      </Loaded>
    </div>
  );
}
