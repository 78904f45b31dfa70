import { type Deletion, daysOfSuspension } from "@sallyport/contract/deletion";
import { Moment } from "@sallyport/ui/moment";

export function DeletionFacts({ deletion: { isPossible, possibleFrom } }: { deletion: Deletion }) {
  if (isPossible) return "Removes the account for good. The activity log keeps the name.";
  if (possibleFrom === null)
    return `Possible after ${daysOfSuspension} days of suspension. Suspend the account first.`;
  return (
    <>
      Possible from <Moment at={possibleFrom} as="date-time" />, after {daysOfSuspension} days of suspension.
    </>
  );
}
