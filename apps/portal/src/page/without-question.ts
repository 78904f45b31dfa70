let isSure = false;

/** `LeaveQuestion` doesn't ask before this navigation. */
export function withoutQuestion(go: () => unknown): void {
  isSure = true;
  try {
    void go();
  } finally {
    isSure = false;
  }
}

export function mayLeaveAtOnce(): boolean {
  return isSure;
}
