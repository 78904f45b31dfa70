import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchCamera } from "./camera.ts";

class Track extends EventTarget {
  isStopped = false;
  stop(): void {
    this.isStopped = true;
  }
}

let track: Track;
let ending: AbortController;
const onEnded = vi.fn<() => void>();

/** As much of a video element as there is to do: it plays, and shows nothing. */
function screenThat(play: () => Promise<void>): HTMLVideoElement {
  return Object.assign(new EventTarget(), { play, videoWidth: 0, videoHeight: 0 }) as HTMLVideoElement;
}

function watch(play: () => Promise<void> = async () => {}): Promise<void> {
  return watchCamera(screenThat(play), { signal: ending.signal, onText: () => false, onEnded });
}

beforeEach(() => {
  vi.useFakeTimers();
  track = new Track();
  ending = new AbortController();
  onEnded.mockReset();
  const stream = { getTracks: () => [track] };
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: async () => stream } });
  vi.stubGlobal("document", { createElement: () => ({ getContext: () => null }) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("frames are looked at until the person leaves", async () => {
  await watch();
  expect(vi.getTimerCount()).toBe(1);
  ending.abort();
  expect(vi.getTimerCount()).toBe(0);
  expect(track.isStopped).toBe(true);
  expect(onEnded).not.toHaveBeenCalled();
});

test("a camera that is taken away says so once, and no frame is looked at any more", async () => {
  await watch();
  track.dispatchEvent(new Event("ended"));
  expect(onEnded).toHaveBeenCalledOnce();
  expect(vi.getTimerCount()).toBe(0);
});

test("leaving while the camera starts leaves nothing running", async () => {
  await expect(watch(async () => ending.abort())).rejects.toThrow("aborted");
  expect(vi.getTimerCount()).toBe(0);
  expect(track.isStopped).toBe(true);
});
