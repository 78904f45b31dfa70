import { shown, type Table } from "./table.ts";

export interface Bound {
  what: string;
  measured: number;
  /** A bound has either `least` or `most`. */
  least?: number;
  most?: number;
  aim?: number;
  unit?: string;
}

/** If a measurement is missing, it is NaN, which meets no bound. */
export function isMet({ measured, least, most }: Bound): boolean {
  return least === undefined ? most !== undefined && measured <= most : measured >= least;
}

export function boundsTable(bounds: readonly Bound[]): Table {
  return {
    title: "Bounds",
    head: ["", "bound", "aim", "measured", ""],
    rows: bounds.map((bound) => {
      const { what, measured, least, most, aim, unit = "" } = bound;
      const sign = least === undefined ? "≤" : "≥";
      const verdict = isMet(bound) ? "met" : "missed";
      const aimed = aim === undefined ? "" : `${sign} ${aim}${unit}`;
      return [what, `${sign} ${least ?? most}${unit}`, aimed, `${shown(measured)}${unit}`, verdict];
    }),
  };
}
