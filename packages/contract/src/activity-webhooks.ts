import { actor, inDetail, say, type Told, type Word } from "./activity-words.ts";

export const webhook =
  (did: string) =>
  (told: Told): Word[] =>
    say`${actor} ${did} the webhook${target(told)}`;

export const webhookPaused = (told: Told): Word[] =>
  say`The webhook${target(told)} was paused, because its deliveries failed`;

export function webhookTested(told: Told): Word[] {
  const did = told.outcome === "failure" ? "tested, without success," : "tested";
  return say`${actor} ${did} the webhook${target(told)}`;
}

function target(told: Told): string {
  const origin = inDetail(told, /^(https?:\/\/[^\s,]+?)(?:[:,]? |$)/);
  return origin === null ? "" : ` to ${origin}`;
}
