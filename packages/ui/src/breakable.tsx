import { Fragment } from "react";

/** Lets e-mail addresses and other long names break after their punctuation. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._:])(?!\d+(?:\.|$))/).map((part, place) => (
    <Fragment key={`${place}${part}`}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
