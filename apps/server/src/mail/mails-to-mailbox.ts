import { surroundingsOf } from "../core/network.ts";
import type { MailsToMailbox } from "./rules/flood.ts";

/** @param networks for each mail to the mailbox, the network that requested it */
export function mailsToMailbox(networks: readonly string[], network: string): MailsToMailbox {
  const surroundings = surroundingsOf(network);
  return {
    inAll: networks.length,
    ofNetwork: networks.filter((from) => from === network).length,
    ofSurroundings: networks.filter((from) => surroundingsOf(from) === surroundings).length,
  };
}
