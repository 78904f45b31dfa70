import type { Problem } from "@sallyport/contract/problem";
import { Button } from "@sallyport/ui/button";
import { Moment } from "@sallyport/ui/moment";
import { Notice } from "@sallyport/ui/notice";
import css from "./changed-meanwhile.module.css";

interface ChangedMeanwhileProps {
  problem: Problem;
  onKeep: () => void;
  onDiscard: () => void;
}

export function ChangedMeanwhile({ problem: { lastChange }, onKeep, onDiscard }: ChangedMeanwhileProps) {
  return (
    <Notice
      tone="danger"
      title="Nothing was saved"
      action={
        <div className={css.choices}>
          <Button onClick={onKeep}>Keep what I typed</Button>
          <Button onClick={onDiscard}>Show it as it is now</Button>
        </div>
      }
    >
      {lastChange ? (
        <>
          {lastChange.by ?? "The server"} changed this user on <Moment at={lastChange.at} as="date-time" />,
          since you opened it.
        </>
      ) : (
        "Another administrator has changed this user since you opened it."
      )}{" "}
      What you typed is still here, and the other fields show the current values.
    </Notice>
  );
}
