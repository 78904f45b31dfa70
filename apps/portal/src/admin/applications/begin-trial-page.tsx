import { beginTrial } from "@sallyport/contract/applications/trials";
import { call } from "@sallyport/contract/call";
import { useParams } from "react-router";
import { TrialResult } from "./trial-result.tsx";

/** Its address can be opened in a popup, in a tab or by a link. */
export function BeginTrialPage() {
  const { id = "" } = useParams();
  return <TrialResult key={id} id={id} ask={() => call(beginTrial, { params: { id } })} />;
}
