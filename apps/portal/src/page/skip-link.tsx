import css from "./skip-link.module.css";

/** The link becomes visible when it gets the keyboard focus. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#content">
      Skip to content
    </a>
  );
}
