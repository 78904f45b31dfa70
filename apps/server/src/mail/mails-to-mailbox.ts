import { surroundingsOf } from "../core/network.ts";
import type { MailsToMailbox } from "./rules/flood.ts";

/** @param networks the networks that requested mails to this mailbox, one entry for each mail */
export function mailsToMailbox(networks: readonly string[], network: string): MailsToMailbox {
  const surroundings = surroundingsOf(network);
  return {
    inAll: networks.length,
    ofNetwork: networks.filter((from) => from === network).length,
    ofSurroundings: networks.filter((from) => surroundingsOf(from) === surroundings).length,
  };
}
