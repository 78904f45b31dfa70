import { InsecurePage } from "./camera-trouble.ts";
import { decode } from "./decode.ts";
import { fitting, pixelReader } from "./pixels.ts";

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

const msBetweenFrames = 120;
/** More pixels cost time and do not help: a QR code fills a good part of the frame. */
const longestSide = 960;
const decodingMs = 40;

type Watching = {
  signal: AbortSignal;
  /** What the camera shows as a QR code, again with every frame until it says whether it was taken. */
  onText: (text: string) => boolean;
  /** The camera was taken away: no frame is looked at any more. */
  onEnded: () => void;
};

/** Shows the camera that looks away from the person, and reads QR codes in it until the signal ends that. */
export async function watchCamera(
  video: HTMLVideoElement,
  { signal, onText, onEnded }: Watching,
): Promise<void> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new InsecurePage();
  const stream = await devices.getUserMedia(wanted);
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) return stop();
  const takenAway = new AbortController();
  const over = AbortSignal.any([signal, takenAway.signal]);
  over.addEventListener("abort", stop);
  const end = () => {
    takenAway.abort();
    onEnded();
  };
  for (const track of stream.getTracks()) track.addEventListener("ended", end, { signal });
  video.srcObject = stream;
  await video.play();
  over.throwIfAborted();

  const pixelsOf = pixelReader();
  const timer = setInterval(() => {
    const size = fitting({ width: video.videoWidth, height: video.videoHeight }, longestSide);
    const pixels = pixelsOf(video, size);
    const text = pixels && decode(pixels, decodingMs);
    // A frame that is taken is the last: the camera runs on until React has drawn the next screen.
    if (text !== undefined && onText(text)) clearInterval(timer);
  }, msBetweenFrames);
  over.addEventListener("abort", () => clearInterval(timer));
}
