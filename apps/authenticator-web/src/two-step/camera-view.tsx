import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useCaughtFocus, useScreenHeading } from "../screen-heading.ts";
import { watchCamera } from "./camera.ts";
import { type CameraTrouble, troubleOf, troubleTexts } from "./camera-trouble.ts";
import css from "./camera-view.module.css";
import { useIsPageShown } from "./page-visibility.ts";

interface CameraViewProps {
  onTexts: (texts: string[]) => boolean;
  refusal: string | undefined;
}

/** Starts the camera again when the page is shown, because phones stop the camera of a hidden page. */
export function CameraView(props: CameraViewProps) {
  const [attempt, setAttempt] = useState(1);
  const isShown = useIsPageShown();
  const onTryAgain = () => setAttempt(attempt + 1);
  return isShown ? <Viewfinder key={attempt} {...props} onTryAgain={onTryAgain} /> : null;
}

function Viewfinder({ onTexts, refusal, onTryAgain }: CameraViewProps & { onTryAgain: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"starting" | "live" | "dead" | CameraTrouble>("starting");
  const see = useEffectEvent(onTexts);
  useCaughtFocus(useScreenHeading());

  useEffect(() => {
    if (!video.current) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const show = (next: typeof state) => {
      if (!signal.aborted) setState(next);
    };
    watchCamera(video.current, {
      signal,
      onTexts: (texts) => see(texts),
      onDead: (isDead) => show(isDead ? "dead" : "live"),
      onEnded: () => show("busy"),
    }).then(
      () => show("live"),
      (error: unknown) => show(troubleOf(error)),
    );
    return () => ending.abort();
  }, []);

  const again = <Button onClick={onTryAgain}>Try again</Button>;
  if (state !== "starting" && state !== "live" && state !== "dead") {
    const { title, wayOut } = troubleTexts[state];
    return (
      <Notice tone="warning" title={title} action={again}>
        {wayOut}
      </Notice>
    );
  }
  return (
    <div className={css.view}>
      <div className={css.frame} data-state={state}>
        <video ref={video} className={css.video} aria-label="Camera" playsInline muted />
      </div>
      {state === "dead" ? (
        <Notice tone="warning" title="The camera's picture stands still" action={again}>
          No new picture has come for some seconds. The device may have paused the camera, or another app uses
          it.
        </Notice>
      ) : (
        <output className={css.status}>{state === "starting" ? starting : (refusal ?? pointing)}</output>
      )}
    </div>
  );
}

const starting = "Starting the camera. Allow it if the browser asks.";
const pointing = "Point the camera at the QR code shown where you set up two-step verification.";
