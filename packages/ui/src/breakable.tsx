import { Fragment } from "react";

/**
 * Lets a long name without spaces, such as an e-mail address, break after its punctuation. IPv4 addresses don't break.
 */
export function Breakable({ text }: { text: string }) {
  return text.split(/(?<=[@._:])(?!\d+(?:\.|$))/).map((part, place) => (
    // The order of the parts never changes, so the index is a safe key.
    <Fragment key={`${place}${part}`}>
      {place > 0 ? <wbr /> : null}
      {part}
    </Fragment>
  ));
}
