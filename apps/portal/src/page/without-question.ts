let isSure = false;

/** Runs a navigation for which `LeaveQuestion` must not ask. */
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
