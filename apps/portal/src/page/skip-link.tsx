import css from "./skip-link.module.css";

/** Past what stands around every page; shows itself when the keyboard comes to it. */
export function SkipLink() {
  return (
    <a className={css.skip} href="#content">
      Skip to content
    </a>
  );
}
