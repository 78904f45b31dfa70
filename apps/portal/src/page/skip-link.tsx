import css from "./skip-link.module.css";

/** Skips the header and navigation. It is visible only with keyboard focus. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#content">
      Skip to content
    </a>
  );
}
