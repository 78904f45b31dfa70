import css from "./icon.module.css";

const shapes = {
  check: "M3.5 8.5 6.5 11.5 12.5 5",
  close: "M4 4 12 12M12 4 4 12",
  copy: "M6 5.5h6.5v7H6zM3.5 10.5v-7H10",
  down: "M4 6.25 8 10.25 12 6.25",
  left: "M9.75 4 5.75 8 9.75 12",
  right: "M6.25 4 10.25 8 6.25 12",
  info: "M8 14.25a6.25 6.25 0 1 0 0-12.5 6.25 6.25 0 0 0 0 12.5ZM8 7.5v3.75M8 4.75v.5",
  warning: "M8 2 14.5 13.25h-13ZM8 6.5v3M8 11.25v.25",
  people:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM1.5 13.5a4.5 4.5 0 0 1 9 0M10.5 2.75a2.5 2.5 0 0 1 0 4.5M12 9.5a4.5 4.5 0 0 1 2.5 4",
  shield: "M8 1.75 13 3.5v4.25c0 3-2 5.25-5 6.5-3-1.25-5-3.5-5-6.5V3.5Z",
  sliders:
    "M2.5 4.5h6M12.5 4.5h1M2.5 11.5h1M7.5 11.5h6M10.5 6.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5ZM5.5 13.25a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Z",
  grid: "M2.5 2.5H7V7H2.5ZM9 2.5h4.5V7H9ZM2.5 9H7v4.5H2.5ZM9 9h4.5v4.5H9Z",
  calendar: "M2.5 4h11v9.5h-11ZM2.5 7h11M5.5 2.25V5M10.5 2.25V5",
  list: "M2.5 4h11M2.5 8h11M2.5 12h7",
  chart: "M2.5 13.5V9M6.25 13.5V5M9.75 13.5V7.5M13.5 13.5v-11",
  lock: "M3.5 7h9v6.5h-9ZM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  key: "M5.5 13.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM7.6 8.4 13.5 2.5M11 5l2 2",
  door: "M9.5 2.5h4v11h-4M2.5 8h7M6.75 5.25 9.5 8 6.75 10.75",
  menu: "M2.5 4h11M2.5 8h11M2.5 12h11",
} as const;

export type IconName = keyof typeof shapes;

/** Screen readers skip the icon, so the text next to the icon must say the same. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className={css.icon} viewBox="0 0 16 16" aria-hidden>
      <path d={shapes[name]} />
    </svg>
  );
}
