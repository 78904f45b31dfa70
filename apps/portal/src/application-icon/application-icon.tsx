import css from "./application-icon.module.css";
import { initials } from "./initials.ts";

/** Each file is named after the key of a template. */
const pictures = import.meta.glob<string>("./pictures/*.svg", {
  query: "?url",
  import: "default",
  eager: true,
});

interface ApplicationIconProps {
  name: string;
  /** The key of a template, or null. */
  template: string | null;
  size?: "small" | "large";
}

/** Screen readers skip the icon, so the application's name must stand next to it. */
export function ApplicationIcon({ name, template, size = "small" }: ApplicationIconProps) {
  const picture = template === null ? undefined : pictures[`./pictures/${template}.svg`];
  return (
    <span className={css.icon} data-size={size} data-has-picture={picture !== undefined} aria-hidden>
      {picture === undefined ? (
        initials(name)
      ) : (
        <img className={css.picture} src={picture} alt="" loading="lazy" />
      )}
    </span>
  );
}
