export const password = "four unrelated words do";

export const known = {
  usual: "ursula",
  staged: "stella",
  suspended: "susan",
  locked: "lotta",
  enrolled: "edith",
  waiting: "hedda",
} as const;

/** Each account is for one reset, because a second request soon after the first sends no mail. */
export const resettable: readonly string[] = Array.from({ length: 8000 }, (_, index) => `rita${index}`);
