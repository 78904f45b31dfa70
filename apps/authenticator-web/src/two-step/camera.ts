import { InsecurePage, PictureRefused } from "./camera-trouble.ts";
import { decodeAll } from "./decode.ts";
import { frameWatch } from "./frames.ts";
import { fitting, pixelReader } from "./pixels.ts";

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

const msBetweenFrames = 120;
/** More pixels cost time and do not help: a QR code fills a good part of the frame. */
const longestSide = 960;
const decodingMs = 40;
/** In a row, some four seconds. Then the picture is dead: the track was muted, or the phone has slept. */
const mostLooksWithoutFrame = 33;

export type Watching = {
  signal: AbortSignal;
  /** All QR codes that the camera shows, again with every frame until it says whether one was taken. */
  onTexts: (texts: string[]) => boolean;
  /** No frame has come for some seconds, or frames come again. */
  onDead: (isDead: boolean) => void;
  /** The camera was taken away: no frame is looked at any more. */
  onEnded: () => void;
};

/**
 * Shows the camera that looks away from the person, and reads QR codes in it until the signal ends that. It leaves no
 * camera running when it fails.
 */
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
      // A frame that is taken is the last: the camera runs on until React has drawn the next screen.
      if (!isTaken() && !signal.aborted) timer = setTimeout(look, msBetweenFrames);
    } catch {
      onEnded();
    }
  };
  let timer = setTimeout(look, msBetweenFrames);
  signal.addEventListener("abort", () => clearTimeout(timer));
}
