export function frameWatch(video: HTMLVideoElement, signal: AbortSignal): () => boolean {
  const isMuted = () => (video.srcObject as MediaStream).getTracks().some((track) => track.muted);
  let isNew = false;
  // Firefox before version 132 lacks `requestVideoFrameCallback`.
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
