import { finishTrial } from "@sallyport/contract/applications/trials";
import { call } from "@sallyport/contract/call";
import { useParams } from "react-router";
import { TrialResult } from "./trial-result.tsx";

/** What the application would get. The server shows it once. */
export function TrialPage() {
  const { id = "", trial = "" } = useParams();
  return <TrialResult key={trial} id={id} ask={() => call(finishTrial, { params: { id, trial } })} />;
}
