export const password = "four unrelated words do";

/** Logins that accounts have, by what is special about each. */
export const known = {
  usual: "ursula",
  staged: "stella",
  suspended: "susan",
  locked: "lotta",
  enrolled: "edith",
  waiting: "hedda",
} as const;

/** Each is used once. A second request so soon would send no mail, but the cost of a mail is measured. */
export const resettable: readonly string[] = Array.from({ length: 8000 }, (_, index) => `rita${index}`);
