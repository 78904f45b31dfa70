import { Fragment } from "react";

/** E-mail addresses and other long names may break after their punctuation. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._:])(?!\d+(?:\.|$))/).map((part, place) => (
    <Fragment key={`${place}${part}`}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
