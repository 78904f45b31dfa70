import type { Problem } from "@sallyport/contract/problem";

export function codeError({ code, detail, fields }: Problem, triesLeft: number): string {
  if (code === "invalid-request") return fields?.[0]?.message ?? detail;
  if (code !== "wrong-code") return detail;
  return `This code is not right. ${triesLeft === 1 ? "1 try is" : `${triesLeft} tries are`} left.`;
}
