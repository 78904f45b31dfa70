import { InsecurePage } from "./camera-trouble.ts";
import { decode } from "./decode.ts";
import { fitting, pixelReader } from "./pixels.ts";

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } },
};

const msBetweenFrames = 120;
/** More pixels cost time and do not help: a QR picture fills a good part of the frame. */
const longestSide = 960;
const decodingMs = 40;

type Watching = {
  signal: AbortSignal;
  /** What the camera shows as a QR picture, again with every frame until it says whether it was taken. */
  onText: (text: string) => boolean;
  onEnded: () => void;
};

/** Shows the camera that looks away from the person, and reads QR pictures in it until the signal ends that. */
export async function watchCamera(
  video: HTMLVideoElement,
  { signal, onText, onEnded }: Watching,
): Promise<void> {
  const devices = navigator.mediaDevices as MediaDevices | undefined;
  if (!devices) throw new InsecurePage();
  const stream = await devices.getUserMedia(wanted);
  const stop = () => stream.getTracks().forEach((track) => track.stop());
  if (signal.aborted) return stop();
  signal.addEventListener("abort", stop);
  for (const track of stream.getTracks()) track.addEventListener("ended", onEnded, { signal });
  video.srcObject = stream;
  await video.play();

  const pixelsOf = pixelReader();
  const timer = setInterval(() => {
    const size = fitting({ width: video.videoWidth, height: video.videoHeight }, longestSide);
    const pixels = pixelsOf(video, size);
    const text = pixels && decode(pixels, decodingMs);
    // A frame that is taken is the last: the camera runs on until React has drawn the next screen.
    if (text !== undefined && onText(text)) clearInterval(timer);
  }, msBetweenFrames);
  signal.addEventListener("abort", () => clearInterval(timer));
}
