import * as administrators from "@sallyport/contract/administrators";
import type { Endpoint } from "@sallyport/contract/endpoint";
import type { Realm } from "@sallyport/contract/text";
import * as users from "@sallyport/contract/users";
import type { Answer, Browser } from "../../simulation/browser.ts";
import type { Member } from "../member.ts";

type Order = (console: Browser, owner: Member, days: number) => Promise<Answer<Endpoint>>;

export type Orders = Record<
  "require" | "unrequire" | "reset" | "suspend" | "activate" | "endSessions",
  Order
>;

const ofUsers: Orders = {
  require: (console, { id }, days) =>
    console.ask(users.saveUser, { params: { id }, body: { mfa: { isRequired: true, days } } }),
  unrequire: (console, { id }) =>
    console.ask(users.saveUser, { params: { id }, body: { mfa: { isRequired: false } } }),
  reset: (console, { id }, days) =>
    console.ask(users.resetAuthenticator, { params: { id }, body: { days: daysAfterReset(days) } }),
  suspend: (console, { id }) =>
    console.ask(users.setUserState, { params: { id }, body: { state: "suspended" } }),
  activate: (console, { id }) =>
    console.ask(users.setUserState, { params: { id }, body: { state: "active" } }),
  endSessions: (console, { id }) => console.ask(users.endUserSessions, { params: { id } }),
};

const ofAdministrators: Orders = {
  require: (console, { id }) =>
    console.ask(administrators.editAdministrator, { params: { id }, body: { isMfaRequired: true } }),
  unrequire: (console, { id }) =>
    console.ask(administrators.editAdministrator, { params: { id }, body: { isMfaRequired: false } }),
  reset: (console, { id }) => console.ask(administrators.resetAdministrator, { params: { id } }),
  suspend: (console, { id }) =>
    console.ask(administrators.setAdministratorState, { params: { id }, body: { state: "suspended" } }),
  activate: (console, { id }) =>
    console.ask(administrators.setAdministratorState, { params: { id }, body: { state: "active" } }),
  endSessions: (console, { id }) => console.ask(administrators.endAdministratorSessions, { params: { id } }),
};

export const orders: Record<Realm, Orders> = { user: ofUsers, administrator: ofAdministrators };

export const extend: Order = (console, { id }, days) =>
  console.ask(users.extendDeadline, { params: { id }, body: { days } });
export const unlock: Order = (console, { id }) => console.ask(users.unlockUser, { params: { id } });

export function daysAfterReset(days: number): number | null {
  return days === 365 ? null : days;
}
