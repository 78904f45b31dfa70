import { Button } from "@sallyport/ui/button";
import { Notice } from "@sallyport/ui/notice";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useCaughtFocus, useScreenHeading } from "../screen-heading.ts";
import { watchCamera } from "./camera.ts";
import { type CameraTrouble, troubleOf, troubleTexts } from "./camera-trouble.ts";
import css from "./camera-view.module.css";

interface CameraViewProps {
  /** Returns whether the text was taken. */
  onText: (text: string) => boolean;
  /** Why what the camera saw was not taken. */
  refusal: string | undefined;
}

export function CameraView(props: CameraViewProps) {
  const [attempt, setAttempt] = useState(1);
  return <Viewfinder key={attempt} {...props} onTryAgain={() => setAttempt(attempt + 1)} />;
}

function Viewfinder({ onText, refusal, onTryAgain }: CameraViewProps & { onTryAgain: () => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<"starting" | "live" | CameraTrouble>("starting");
  const see = useEffectEvent(onText);
  useCaughtFocus(useScreenHeading());

  useEffect(() => {
    if (!video.current) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const show = (next: "live" | CameraTrouble) => {
      if (!signal.aborted) setState(next);
    };
    const fail = (error: unknown) => show(troubleOf(error));
    watchCamera(video.current, { signal, onText: (text) => see(text), onEnded: () => show("busy") }).then(
      () => show("live"),
      fail,
    );
    return () => ending.abort();
  }, []);

  if (state !== "starting" && state !== "live") {
    const { title, wayOut } = troubleTexts[state];
    return (
      <Notice tone="warning" title={title} action={<Button onClick={onTryAgain}>Try again</Button>}>
        {wayOut}
      </Notice>
    );
  }
  return (
    <div className={css.view}>
      <div className={css.frame} data-state={state}>
        <video ref={video} className={css.video} aria-label="Camera" playsInline muted />
      </div>
      <output className={css.status}>{state === "starting" ? starting : (refusal ?? pointing)}</output>
    </div>
  );
}

const starting = "Starting the camera. Allow it if the browser asks.";
const pointing = "Point the camera at the QR code shown where you set up two-step verification.";
