import { Outlet } from "react-router";
import type { InsideProps } from "../../page/inside.ts";

/** The pages of a trial fit into a popup, so they have no navigation. */
export function TrialLayout({ me }: InsideProps) {
  return <Outlet context={me} />;
}
