import type { AuditEvent, EventPerson } from "@sallyport/contract/activity";
import { sentenceOf } from "@sallyport/contract/activity-sentences";
import { nameIn, type Word, withNames } from "@sallyport/contract/activity-words";
import { Moment } from "@sallyport/ui/moment";
import { shortDateText } from "@sallyport/ui/moment-text";
import { Link } from "react-router";

export function EventSentence({ event }: { event: AuditEvent }) {
  // A sentence never changes, so the position of a word can be its React key.
  return sentenceOf(event).map((word, place) => (
    <WordOf key={`${place}`} word={word} isFirst={place === 0} event={event} />
  ));
}

function WordOf({ word, isFirst, event }: { word: Word; isFirst: boolean; event: AuditEvent }) {
  if (typeof word === "string") return word;
  if ("at" in word) return <Moment at={word.at} as="short-date" />;
  const person = personIn(event, word.person);
  return (
    <>
      {person ? <PersonLink person={person} /> : isFirst ? "Someone" : "someone"}
      {word.form === "possessive" ? "'s" : null}
    </>
  );
}

export function PersonLink({ person }: { person: EventPerson }) {
  const name = <bdi>{person.name}</bdi>;
  const page = pageOf(person);
  return page === null ? name : <Link to={page}>{name}</Link>;
}

function pageOf({ id, realm }: EventPerson): string | null {
  if (realm === null) return null;
  return realm === "user" ? `/admin/users/${id}` : `/admin/administrators?id=${id}`;
}

function personIn(event: AuditEvent, person: "actor" | "subject"): EventPerson | null {
  return person === "actor" ? event.by : event.to;
}

export function sentenceText(event: AuditEvent): string {
  const now = new Date();
  return withNames(sentenceOf(event), (person, form) => nameIn(personIn(event, person), form))
    .map((word) => (typeof word === "string" ? word : shortDateText(new Date(word.at), now)))
    .join("");
}
