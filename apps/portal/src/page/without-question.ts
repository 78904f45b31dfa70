let isSure = false;

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
