/**
 * Tells, each time it is asked, whether the video has shown a new frame since. A muted track has none: what is shown is
 * its last frame, or black.
 */
export function frameWatch(video: HTMLVideoElement, signal: AbortSignal): () => boolean {
  const isMuted = () => (video.srcObject as MediaStream).getTracks().some((track) => track.muted);
  let isNew = false;
  // Absent in Firefox before 132: there the video's own time shows it.
  if ("requestVideoFrameCallback" in video) {
    const note = () => {
      isNew = true;
      if (!signal.aborted) video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
    return () => {
      const wasNew = isNew;
      isNew = false;
      return wasNew && !isMuted();
    };
  }
  let shownAt = -1;
  return () => {
    const { currentTime } = video as HTMLVideoElement;
    const wasNew = currentTime !== shownAt;
    shownAt = currentTime;
    return wasNew && !isMuted();
  };
}
