import { Fragment } from "react";

/** A long name without spaces, such as an e-mail address, that may go on in the next line after its signs. No IPv4 address does. */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._:])(?!\d+(?:\.|$))/).map((part, place) => (
    // The parts of one text never change places.
    <Fragment key={`${place}${part}`}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
