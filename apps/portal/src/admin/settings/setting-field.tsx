import { type ShownSettings } from "@sallyport/contract/settings";
import { type SettingName, settings } from "@sallyport/contract/settings/list";
import { Moment } from "@sallyport/ui/moment";
import { SelectField } from "@sallyport/ui/select-field";
import { TextField } from "@sallyport/ui/text-field";
import { textOf } from "./setting-text.ts";

interface SettingFieldProps {
  name: SettingName;
  shown: ShownSettings;
  text: string | undefined;
  error: string | undefined;
  mayChange: boolean;
  onChange: (text: string) => void;
}

export function SettingField({ name, shown, text, error, mayChange, onChange }: SettingFieldProps) {
  const { title, about, variable, standard } = settings[name];
  const isFixed = shown.fixed.includes(name);
  const change = shown.changes.find((one) => one.name === name);
  const value = text ?? textOf(shown.values[name]);
  const hint = (
    <>
      {about}{" "}
      {isFixed ? (
        <>
          Set by <code>{variable}</code> in the server's environment, so it can't be changed here.
        </>
      ) : (
        <>
          {change ? (
            <>
              Changed by <bdi>{change.by}</bdi> on <Moment at={change.at} as="date-time" />.{" "}
            </>
          ) : null}
          {standard === null ? null : <>Usual value: {textOf(standard)}.</>}
        </>
      )}
    </>
  );
  const field = { label: title, hint, error };
  if (typeof standard === "boolean" && mayChange && !isFixed)
    return <SelectField {...field} value={value} onChange={onChange} options={onOrOff} />;
  if (name === "timeZone" && mayChange && !isFixed)
    return <SelectField {...field} value={value} onChange={onChange} options={zonesWith(value)} />;
  return (
    <TextField
      {...field}
      name={name}
      value={value}
      readOnly={isFixed || !mayChange}
      placeholder={standard === null ? "Not set" : undefined}
      autoComplete="off"
      inputMode={numeric.has(name) ? "numeric" : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const onOrOff = [
  { value: "off", label: "Off" },
  { value: "on", label: "On" },
];

const numeric: ReadonlySet<SettingName> = new Set(["defaultDays", "activityDays"]);

function zonesWith(current: string) {
  const zones = [...new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")])].toSorted();
  return zones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
