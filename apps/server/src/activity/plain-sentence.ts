import type { AuditEvent } from "@sallyport/contract/activity";
import { sentenceOf } from "@sallyport/contract/activity-sentences";
import { nameIn, withNames } from "@sallyport/contract/activity-words";

export function plainSentence(event: AuditEvent): string {
  const people = { actor: event.by, subject: event.to };
  return withNames(sentenceOf(event), (person, form) => nameIn(people[person], form))
    .map((word) => (typeof word === "string" ? word : word.at))
    .join("");
}
