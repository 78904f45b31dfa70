import { useAbout } from "../api/about.ts";
import css from "./organisation-logo.module.css";

/** The organisation's name stands near the logo, so the picture needs no alternative text. */
export function OrganisationLogo() {
  const logo = useAbout().data?.logo ?? null;
  if (logo === null) return null;
  return <img className={css.logo} src={logo.path} width={logo.width} height={logo.height} alt="" />;
}
