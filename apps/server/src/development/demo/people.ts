import type { Dice } from "./dice.ts";

export const states = [
  "active",
  "enrolled",
  "passkey",
  "days-left",
  "due-this-week",
  "locked-by-deadline",
  "locked-by-codes",
  "suspended",
  "invited",
  "undelivered",
  "never-logged-in",
] as const;
export type State = (typeof states)[number];

export interface DemoPerson {
  username: string;
  email: string;
  name: string;
  state: State;
}

const named: readonly (readonly [name: string, ascii: string])[] = [
  ["Ольга Ковальчук", "olga.kovalchuk"],
  ["ليلى حدّاد", "layla.haddad"],
  ["Wolfeschlegelsteinhausenbergerdorff-Müller von und zu Hohenlohe", "wolfeschlegelsteinhausenberger"],
  ["李小龙", "li.xiaolong"],
  ["Γιώργος Παπαδόπουλος", "giorgos.papadopoulos"],
  ["दीपा शर्मा", "deepa.sharma"],
  ["Nguyễn Thị Minh Khai", "nguyen.minhkhai"],
  ["Zoë Ångström", "zoe.angstrom"],
  ["Đorđe Živković", "dorde.zivkovic"],
  ["María José Carreño Quiñones", "maria.carreno"],
  ["يوسف بن علي", "yusuf.benali"],
  ["Юлия Щербакова", "yulia.shcherbakova"],
];

const first = ["Amara", "Ben", "Chiara", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas"] as const;
const more = ["Keiko", "Liam", "Mina", "Noah", "Oona", "Pablo", "Quinn", "Rosa", "Samir", "Tove"] as const;
const last = ["Okafor", "Berg", "Conti", "Novak", "Demir", "Silva", "Larsen", "Martin", "Costa"] as const;
const others = ["Weber", "Tanaka", "Murphy", "Haddad", "Nilsen", "Ruiz", "Byrne", "Rossi", "Khan"] as const;

/** Only one user is `locked-by-codes`, because sending a hundred wrong codes takes long. */
function stateOf(n: number): State {
  const state = n < states.length * 3 ? states[n % states.length] : undefined;
  return state === undefined || (state === "locked-by-codes" && n >= states.length) ? "enrolled" : state;
}

export function demoPeople(count: number, dice: Dice): DemoPerson[] {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, n) => {
    const [name, ascii] = named[n] ?? plainName(dice);
    const username = untaken(ascii, taken);
    return { username, email: `${username}@example.com`, name, state: stateOf(n) };
  });
}

function plainName(dice: Dice): readonly [string, string] {
  const given = dice.pick([...first, ...more]);
  const family = dice.pick([...last, ...others]);
  return [`${given} ${family}`, `${given}.${family}`.toLowerCase()];
}

function untaken(ascii: string, taken: Set<string>): string {
  let username = ascii;
  for (let n = 2; taken.has(username); n++) username = `${ascii}${n}`;
  taken.add(username);
  return username;
}
