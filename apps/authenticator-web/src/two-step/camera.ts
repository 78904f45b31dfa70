import { InsecurePage, PictureRefused } from "./camera-trouble.ts";
import { decodeAll } from "./decode.ts";
import { frameWatch } from "./frames.ts";
import { fitting, pixelReader } from "./pixels.ts";

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

const msBetweenFrames = 120;
const longestSide = 960;
const decodingMs = 40;
/**
 * If more than this many checks in a row find no new frame, the camera is dead. These checks take about four
 * seconds.
 */
const mostLooksWithoutFrame = 33;

export type Watching = {
  signal: AbortSignal;
  onTexts: (texts: string[]) => boolean;
  /** `isDead` is true after some seconds without a new frame, and false when a frame comes again. */
  onDead: (isDead: boolean) => void;
  onEnded: () => void;
};

export async function watchCamera(video: HTMLVideoElement, watching: Watching): Promise<void> {
  const { signal, onEnded } = watching;
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new InsecurePage();
  const stream = await devices.getUserMedia(wanted);
  const takenAway = new AbortController();
  const over = AbortSignal.any([signal, takenAway.signal]);
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) return stop();
  over.addEventListener("abort", stop);
  const end = () => {
    takenAway.abort();
    onEnded();
  };
  for (const track of stream.getTracks()) track.addEventListener("ended", end, { signal });
  try {
    await show(stream, video);
    over.throwIfAborted();
    lookAtFrames(video, { ...watching, signal: over, onEnded: end });
  } catch (error) {
    takenAway.abort();
    throw error;
  }
}

async function show(stream: MediaStream, video: HTMLVideoElement): Promise<void> {
  video.srcObject = stream;
  try {
    await video.play();
  } catch (cause) {
    throw new PictureRefused("the video was not played", { cause });
  }
}

function lookAtFrames(video: HTMLVideoElement, { signal, onTexts, onDead, onEnded }: Watching): void {
  const pixelsOf = pixelReader();
  const hasNewFrame = frameWatch(video, signal);
  let looksWithoutFrame = 0;
  const isTaken = () => {
    const isNew = hasNewFrame();
    looksWithoutFrame = isNew ? 0 : looksWithoutFrame + 1;
    onDead(looksWithoutFrame > mostLooksWithoutFrame);
    if (!isNew) return false;
    const size = fitting({ width: video.videoWidth, height: video.videoHeight }, longestSide);
    const pixels = pixelsOf(video, size);
    const texts = pixels ? decodeAll(pixels, decodingMs) : [];
    return texts.length > 0 && onTexts(texts);
  };
  const look = () => {
    try {
      if (!isTaken() && !signal.aborted) timer = setTimeout(look, msBetweenFrames);
    } catch {
      onEnded();
    }
  };
  let timer = setTimeout(look, msBetweenFrames);
  signal.addEventListener("abort", () => clearTimeout(timer));
}
