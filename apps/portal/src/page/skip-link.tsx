import css from "./skip-link.module.css";

/** Becomes visible when a keyboard user focuses it. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#content">
      Skip to content
    </a>
  );
}
