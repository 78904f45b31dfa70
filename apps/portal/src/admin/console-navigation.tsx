import { Icon, type IconName } from "@sallyport/ui/icon";
import { NavLink } from "react-router";
import css from "./console-navigation.module.css";

const places: { label: string; href: string; icon: IconName }[] = [
  { label: "Users", href: "/admin/users", icon: "people" },
  { label: "Groups", href: "/admin/groups", icon: "grid" },
  { label: "Enforcement", href: "/admin/enforcement", icon: "calendar" },
  { label: "Administrators", href: "/admin/administrators", icon: "shield" },
  { label: "Activity", href: "/admin/activity", icon: "list" },
  { label: "Settings", href: "/admin/settings", icon: "sliders" },
];

export function ConsoleNavigation() {
  return (
    <nav className={css.navigation} aria-label="Console">
      {places.map(({ label, href, icon }) => (
        <NavLink key={href} to={href} className={() => css.place}>
          <Icon name={icon} />
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
