import { Icon, type IconName } from "@sallyport/ui/icon";
import { Link, useLocation } from "react-router";
import css from "./console-navigation.module.css";

interface PlaceOfConsole {
  label: string;
  href: string;
  icon: IconName;
  /** Pages outside of `href` that belong to the place. */
  also?: readonly string[];
}

const places: readonly PlaceOfConsole[] = [
  { label: "Users", href: "/admin/users", icon: "people", also: ["/admin/jobs"] },
  { label: "Groups", href: "/admin/groups", icon: "grid" },
  { label: "Enforcement", href: "/admin/enforcement", icon: "calendar" },
  { label: "Administrators", href: "/admin/administrators", icon: "shield" },
  { label: "Activity", href: "/admin/activity", icon: "list", also: ["/admin/webhooks"] },
  { label: "Settings", href: "/admin/settings", icon: "sliders" },
];

export function ConsoleNavigation() {
  const { pathname } = useLocation();
  return (
    <nav className={css.navigation} aria-label="Console">
      {places.map(({ label, href, icon, also = [] }) => (
        <Link
          key={href}
          to={href}
          className={css.place}
          aria-current={[href, ...also].some((one) => isWithin(pathname, one)) ? "page" : undefined}
        >
          <Icon name={icon} />
          {label}
        </Link>
      ))}
    </nav>
  );
}

function isWithin(pathname: string, place: string): boolean {
  return pathname === place || pathname.startsWith(`${place}/`);
}
