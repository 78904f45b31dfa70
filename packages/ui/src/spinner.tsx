import css from "./spinner.module.css";

export function Spinner({ label }: { label?: string }) {
  const name = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <svg className={css.spinner} viewBox="0 0 16 16" {...name}>
      <circle className={css.track} cx="8" cy="8" r="6.5" />
      <path className={css.arc} d="M8 1.5a6.5 6.5 0 0 1 6.5 6.5" />
    </svg>
  );
}
