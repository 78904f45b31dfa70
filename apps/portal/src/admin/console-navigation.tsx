import { Icon, type IconName } from "@sallyport/ui/icon";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import css from "./console-navigation.module.css";

interface PlaceOfConsole {
  label: string;
  href: string;
  icon: IconName;
  /** Paths outside of `href` on which the navigation also marks this link as current. */
  also?: readonly string[];
}

const overview: PlaceOfConsole = { label: "Overview", href: "/admin", icon: "chart" };

const places: readonly PlaceOfConsole[] = [
  overview,
  { label: "Users", href: "/admin/users", icon: "people", also: ["/admin/jobs"] },
  { label: "Groups", href: "/admin/groups", icon: "grid" },
  { label: "Enforcement", href: "/admin/enforcement", icon: "calendar" },
  { label: "Applications", href: "/admin/applications", icon: "door" },
  { label: "Administrators", href: "/admin/administrators", icon: "shield" },
  { label: "Activity", href: "/admin/activity", icon: "list", also: ["/admin/webhooks"] },
  { label: "Settings", href: "/admin/settings", icon: "sliders" },
];

/** The account menu leads to these pages. The navigation shows such a page only while it is open. */
const ownPlaces: readonly PlaceOfConsole[] = [
  { label: "My security", href: "/admin/security", icon: "lock" },
  { label: "API keys", href: "/admin/api-keys", icon: "key" },
];

/**
 * On a phone, a button shows the current area of the console. A press on the button opens the list of areas.
 */
export function ConsoleNavigation() {
  const { pathname } = useLocation();
  /** The path of the page on which the user opened the list. On any other page, the list is closed. */
  const [openAt, setOpenAt] = useState<string | null>(null);
  const isOpen = openAt === pathname;
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const own = ownPlaces.filter((place) => isCurrent(place, pathname));
  const shown = [...places, ...own];
  const current = shown.find((place) => isCurrent(place, pathname));

  function closeOnEscape({ key }: KeyboardEvent) {
    if (key !== "Escape" || !isOpen) return;
    setOpenAt(null);
    button.current?.focus();
  }

  return (
    <nav className={css.navigation} aria-label="Console">
      <button
        ref={button}
        type="button"
        className={css.opener}
        aria-expanded={isOpen}
        aria-controls={listId}
        onClick={() => setOpenAt(isOpen ? null : pathname)}
        onKeyDown={closeOnEscape}
      >
        <Icon name="menu" />
        <span>
          <span className="visually-hidden">Console menu: </span>
          {current?.label ?? "Menu"}
        </span>
        <Icon name="down" />
      </button>
      <div id={listId} className={css.places} data-open={isOpen || undefined}>
        {shown.map((place) => (
          <Link
            key={place.href}
            to={place.href}
            className={css.place}
            aria-current={place === current ? "page" : undefined}
            onClick={() => setOpenAt(null)}
            onKeyDown={closeOnEscape}
          >
            <Icon name={place.icon} />
            {place.label}
          </Link>
        ))}
      </div>
    </nav>
  );
}

function isCurrent(place: PlaceOfConsole, pathname: string): boolean {
  if (place === overview) return pathname.replace(/\/$/, "") === place.href;
  return [place.href, ...(place.also ?? [])].some(
    (one) => pathname === one || pathname.startsWith(`${one}/`),
  );
}
