import css from "./mark.module.css";

/**
 * Shows the logo. If `hasName` is false, the name "Sallyport" isn't visible, but is the logo's accessible
 * label.
 */
export function Mark({ hasName = false }: { hasName?: boolean }) {
  const name = hasName ? { "aria-hidden": true } : { role: "img", "aria-label": "Sallyport" };
  return (
    <span className={css.mark}>
      <svg viewBox="0 0 32 32" {...name}>
        <path className={css.behind} d="M12.5 29V11a8.5 8.5 0 0 1 17 0v18Z" />
        <path className={css.before} d="M2.5 29V15a8.5 8.5 0 0 1 17 0v14Z" />
        <path
          className={css.keyhole}
          d="M11 15.75a2.25 2.25 0 0 1 1.2 4.15L13 23.5H9l.8-3.6A2.25 2.25 0 0 1 11 15.75Z"
        />
      </svg>
      {hasName ? <span className={css.name}>Sallyport</span> : null}
    </span>
  );
}
