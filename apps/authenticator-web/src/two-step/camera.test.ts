import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchCamera } from "./camera.ts";
import { PictureRefused } from "./camera-trouble.ts";

class Track extends EventTarget {
  isStopped = false;
  muted = false;
  stop(): void {
    this.isStopped = true;
  }
}

let track: Track;
let screen: HTMLVideoElement;
let ending: AbortController;
const onEnded = vi.fn<() => void>();
const onDead = vi.fn<(isDead: boolean) => void>();

function screenThat(play: () => Promise<void>): HTMLVideoElement {
  const video = { play, videoWidth: 0, videoHeight: 0, currentTime: 0 };
  return Object.assign(new EventTarget(), video) as HTMLVideoElement;
}

function watch(play: () => Promise<void> = async () => {}): Promise<void> {
  screen = screenThat(play);
  return watchCamera(screen, { signal: ending.signal, onTexts: () => false, onDead, onEnded });
}

beforeEach(() => {
  vi.useFakeTimers();
  track = new Track();
  ending = new AbortController();
  onEnded.mockReset();
  onDead.mockReset();
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

test.each(["NotAllowedError", "AbortError", "NotSupportedError"])(
  "a video that isn't played (%s) leaves no camera running, and isn't a camera that isn't allowed",
  async (name) => {
    const refused = watch(() => Promise.reject(new DOMException("", name)));
    await expect(refused).rejects.toThrow(PictureRefused);
    expect(vi.getTimerCount()).toBe(0);
    expect(track.isStopped).toBe(true);
  },
);

test("a camera that fails later, is stopped", async () => {
  vi.stubGlobal("document", {
    createElement: () => {
      throw new Error("out of memory");
    },
  });
  await expect(watch()).rejects.toThrow("out of memory");
  expect(track.isStopped).toBe(true);
});

test("a picture that stands still for seconds is dead, until a frame comes", async () => {
  await watch();
  vi.advanceTimersByTime(3_000);
  expect(onDead).toHaveBeenLastCalledWith(false);
  vi.advanceTimersByTime(2_000);
  expect(onDead).toHaveBeenLastCalledWith(true);
  screen.currentTime = 1;
  vi.advanceTimersByTime(200);
  expect(onDead).toHaveBeenLastCalledWith(false);
});

test("a muted track has no new frame, even if the video's time goes on", async () => {
  await watch();
  track.muted = true;
  for (let second = 1; second <= 5; second++) {
    screen.currentTime = second;
    vi.advanceTimersByTime(1_000);
  }
  expect(onDead).toHaveBeenLastCalledWith(true);
});
