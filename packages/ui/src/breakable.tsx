import { Fragment } from "react";

/** Lets a long name, such as an e-mail address, break after its punctuation. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._:])(?!\d+(?:\.|$))/).map((part, place) => (
    <Fragment key={`${place}${part}`}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
