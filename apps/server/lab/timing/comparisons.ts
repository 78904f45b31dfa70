import { known, password, resettable } from "./people.ts";

export type ServerName = "as it is" | "no-dummy-hash" | "slower-for-known";

export interface Asking {
  path: string;
  body: Record<string, string>;
  address: string | null;
}

export interface Comparison {
  name: string;
  server: ServerName;
  isDifferent: boolean;
  /**
   * How often a round repeats the request. Short requests are repeated more, because noise affects them more.
   */
  timesARound: number;
  one: (time: number) => Asking;
  other: (time: number) => Asking;
}

const wrong = "not the right one at all";

const resetsARound = 4;
/** A round asks for four password resets, each for an account without an earlier reset. */
export const mostRounds = resettable.length / resetsARound;

/** Every attempt from this address must wait, because the address has sent many wrong passwords. */
export const waitingEverywhere = "198.51.100.2";
const roundsAnAddress = 35;
export const waitingFor: readonly string[] = Array.from(
  { length: Math.ceil(mostRounds / roundsAnAddress) },
  (_, index) => `198.51.100.${index + 10}`,
);

const given = (login: string, attempt: string, address: string | null = null, realm = "user"): Asking => ({
  path: `/api/${realm}/sign-in/password`,
  body: { login, password: attempt },
  address,
});

export function wrongPassword(login: string, address: string): Asking {
  return given(login, wrong, address);
}

const noUser = (time: number): Asking => given(`unknown${time}`, wrong);
const noAdministrator = (time: number): Asking =>
  given(`unknown${time}@example.com`, wrong, null, "administrator");
const reset = (login: string): Asking => ({
  path: "/api/user/password-reset",
  body: { login },
  address: null,
});

const againstNobody = (name: string, other: Comparison["other"]): Comparison => ({
  name: `unknown login, or ${name}`,
  server: "as it is",
  isDifferent: false,
  timesARound: 1,
  one: noUser,
  other,
});

/** Two pairs have a planted fault, which proves that the measurement works. */
export const comparisons: readonly Comparison[] = [
  againstNobody("wrong password", () => given(known.usual, wrong)),
  againstNobody("wrong password by e-mail address", () => given(`${known.usual}@example.com`, wrong)),
  againstNobody("no password chosen yet", () => given(known.staged, wrong)),
  againstNobody("suspended, wrong password", () => given(known.suspended, wrong)),
  againstNobody("suspended, right password", () => given(known.suspended, password)),
  againstNobody("locked by its deadline, wrong password", () => given(known.locked, wrong)),
  againstNobody("with a second factor, wrong password", () => given(known.enrolled, wrong)),
  againstNobody("waiting, right password", (time) =>
    given(known.waiting, password, waitingFor[Math.floor(time / roundsAnAddress)]),
  ),
  againstNobody("address waiting, right password", () => given(known.usual, password, waitingEverywhere)),
  {
    name: "unknown administrator, or wrong password",
    server: "as it is",
    isDifferent: false,
    timesARound: 1,
    one: noAdministrator,
    other: () => given(`${known.usual}@example.com`, wrong, null, "administrator"),
  },
  {
    name: "password reset for an unknown login, or a known one",
    server: "as it is",
    isDifferent: false,
    timesARound: resetsARound,
    one: (time) => reset(`unknown${time}`),
    other: (time) => reset(resettable[time] ?? ""),
  },
  {
    name: "control: no hash for unknown logins",
    server: "no-dummy-hash",
    isDifferent: true,
    timesARound: 1,
    one: noUser,
    other: () => given(known.usual, wrong),
  },
  {
    name: "control: a millisecond longer for known logins",
    server: "slower-for-known",
    isDifferent: true,
    timesARound: 1,
    one: noUser,
    other: () => given(known.usual, wrong),
  },
];
