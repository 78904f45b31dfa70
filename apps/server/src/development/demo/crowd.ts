import { randomUUID } from "node:crypto";
import { day, hour } from "../../core/clock.ts";
import type { Dice } from "./dice.ts";

/**
 * The states of members, with their shares in percent. Members in the states `set up`, `suspended` and `mail
 * undelivered` have set up MFA.
 */
const fates = [
  ["set up", 78],
  ["days left", 5],
  ["due this week", 4],
  ["locked", 1],
  ["not required", 5],
  ["invited", 3],
  ["suspended", 1.5],
  ["mail undelivered", 1],
  ["never logged in", 1.5],
] as const;
type Fate = (typeof fates)[number][0];

export const daysToSetUp = 14;

export interface Department {
  id: string;
  name: string;
  /** If false, MFA can still be required of a single member. */
  requiresMfa: boolean;
}

export interface Member {
  id: string;
  username: string;
  email: string;
  name: string;
  department: Department;
  state: "staged" | "active" | "suspended";
  createdAt: number;
  /** Null if MFA isn't required. */
  requiredAt: number | null;
  enrolledAt: number | null;
  lockedAt: number | null;
  undeliveredSince: number | null;
  suspendedAt: number | null;
  logins: { at: number; isRight: boolean }[];
  address: string;
}

const first =
  "Aaliyah Abel Ada Adam Agnes Aiko Alba Alexei Alice Amara Amir Ana Anders Anja Anton Arjun Asha Astrid Aylin Bao Beatriz Ben Bianca Bilal Björn Bruno Camille Carlos Cem Chen Chiara Clara Daniel Daria David Deniz Dmitri Dora Edith Eduardo Elif Elin Elena Emil Emma Enzo Erik Esther Eva Farah Fatima Felix Femi Fiona Florian Freya Gabriel Gita Greta Hana Hannah Hassan Helena Hugo Ibrahim Ida Imani Ines Ingrid Irina Isaac Ivan Jakub Jamal Jana Javier Jonas Joana João Julia Kaito Karim Katarzyna Keiko Khadija Klara Kofi Lars Laura Leila Lena Leo Liam Lina Linh Lotte Lucas Luis Maja Malik Marco Maria Marta Mateo Mehmet Mei Mia Milan Mina Mira Mohamed Nadia Naomi Neha Nia Nikolai Nils Noah Nora Nour Olaf Olga Oliver Omar Oona Oskar Pablo Paula Pavel Petra Priya Quinn Rafael Rana Ravi Rosa Ruth Sami Samuel Sana Sara Sven Simon Sofia Stefan Suki Tariq Tess Thea Thomas Tomás Tove Uma Valeria Vera Victor Wei Yara Yuki Yusuf Zainab Zoë Zuri".split(
    " ",
  );
const last =
  "Abadi Achebe Adeyemi Aguilar Ahmed Akbari Alvarez Amari Andersen Antonescu Arslan Bakker Bauer Becker Berg Bianchi Bjarnason Blanc Bošković Brandt Brown Byrne Cabrera Campos Carter Castillo Chandra Chavez Chen Cohen Conti Costa Dahl Das Davies Demir Diallo Díaz Dimitrov Dubois Eklund Engel Eriksson Evans Farouk Fernández Ferrari Fischer Fontaine Foster Fuentes Gallo García Ghosh Gruber Gupta Haddad Hakim Hansen Harris Hernández Hoffmann Horvat Huang Ibrahim Ilić Ito Ivanov Jansen Jensen Jimenez Johansson Jung Kaplan Kaur Keller Khan Kim Koch Kovács Kowalski Kumar Kurt Lang Larsen Lefèvre Lehmann Lewis Li Lindholm Lopez Lund Mancini Marek Martin Mbeki Medina Mehta Meyer Moreau Morales Mori Müller Murphy Nagy Nakamura Navarro Nguyen Nielsen Novak O'Brien Oduya Okafor Olsen Ortiz Osei Özdemir Papadakis Park Patel Pereira Petrov Pham Popescu Quaye Rahman Ramos Reyes Ricci Rivera Romano Rossi Roth Ruiz Sahin Saito Sánchez Santos Sato Schmidt Schneider Silva Singh Škoda Smith Sokolov Sørensen Suzuki Svensson Takahashi Tanaka Thomas Toth Tran Turner Vargas Vásquez Virtanen Vogel Walker Wang Watanabe Weber Williams Wójcik Wong Yamamoto Yıldız Young Zhang Zimmermann Zhou".split(
    " ",
  );
const places = ["Berlin", "Lagos", "Lisbon", "Osaka", "Pune", "Toronto"] as const;
const subjects = ["Design", "Engineering", "Finance", "Operations", "People", "Sales", "Support"] as const;

export function departments(): Department[] {
  return places.flatMap((place) =>
    subjects.map((subject) => ({
      id: randomUUID(),
      name: `${subject}, ${place}`,
      requiresMfa: subject === "Engineering" || subject === "Finance",
    })),
  );
}

interface Surroundings {
  dice: Dice;
  now: number;
  groups: readonly Department[];
  /** The usernames of other people, which the crowd must not use. */
  others: readonly string[];
}

export function* crowdOf(count: number, { dice, now, groups, others }: Surroundings): Generator<Member> {
  const withoutRule = groups.filter(({ requiresMfa }) => !requiresMfa);
  const taken = new Map(others.map((username) => [username, 1]));
  for (let n = 0; n < count; n += 1) {
    const [given, family] = [oneOf(first, dice), oneOf(last, dice)];
    const plain = asLetters(`${given}.${family}`);
    const before = taken.get(plain) ?? 0;
    taken.set(plain, before + 1);
    const username = before === 0 ? plain : `${plain}.${before + 1}`;
    const life = lifeOf(fateBy(dice), dice, now);
    const department = oneOf(life.requiredAt === null ? withoutRule : groups, dice);
    yield {
      id: randomUUID(),
      username,
      email: `${username}@${asLetters(department.name.replace(/.*, /, ""))}.example.com`,
      name: `${given} ${family}`,
      department,
      address: `10.${dice.between(0, 200)}.${dice.between(0, 256)}.${dice.between(1, 255)}`,
      ...life,
    };
  }
}

type LifeFacts = Omit<Member, "id" | "username" | "email" | "name" | "department" | "address">;

function lifeOf(fate: Fate, dice: Dice, now: number): LifeFacts {
  const ago = (least: number, most: number) => now - dice.between(least * day, most * day);
  const waiting = (least: number, most: number) => ago(daysToSetUp - most, daysToSetUp - least);
  const requiredAt =
    fate === "not required" || fate === "never logged in"
      ? null
      : fate === "days left"
        ? waiting(8, daysToSetUp)
        : fate === "due this week"
          ? waiting(0.1, 7)
          : ago(daysToSetUp + 1, 60);
  const isInvited = fate === "invited";
  const hasEnrolled = fate === "set up" || fate === "suspended" || fate === "mail undelivered";
  const enrolledAt = hasEnrolled && requiredAt !== null ? requiredAt + dice.between(hour, 13 * day) : null;
  const createdAt = isInvited ? ago(0, 2.9) : (requiredAt ?? now) - dice.between(day, 700 * day);
  const hasLoggedIn = !isInvited && fate !== "never logged in";
  const from = Math.max(enrolledAt ?? createdAt, now - 30 * day);
  const until = fate === "suspended" || fate === "locked" ? now - day : now;
  const logins = hasLoggedIn ? Math.floor(dice.roll() * 5) : 0;
  return {
    state: isInvited ? "staged" : fate === "suspended" ? "suspended" : "active",
    createdAt,
    requiredAt: isInvited ? createdAt : requiredAt,
    enrolledAt,
    lockedAt: fate === "locked" && requiredAt !== null ? requiredAt + daysToSetUp * day : null,
    undeliveredSince: fate === "mail undelivered" ? ago(1, 20) : null,
    suspendedAt: fate === "suspended" ? ago(0, 1) : null,
    logins: Array.from({ length: logins }, () => ({
      at: from + Math.floor(dice.roll() * Math.max(1, until - from)),
      isRight: dice.roll() < 0.95,
    })),
  };
}

function fateBy(dice: Dice): Fate {
  let rest = dice.roll() * fates.reduce((sum, [, share]) => sum + share, 0);
  return fates.find(([, share]) => (rest -= share) < 0)?.[0] ?? "set up";
}

function oneOf<Item>(items: readonly Item[], dice: Dice): Item {
  const item = items[Math.floor(dice.roll() * items.length)];
  if (item === undefined) throw new Error("There is nothing to choose from.");
  return item;
}

function asLetters(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replaceAll(/\p{Mn}/gu, "")
    .toLowerCase();
  return plain
    .replaceAll("ø", "o")
    .replaceAll("ı", "i")
    .replaceAll(/[^a-z.]/g, "");
}
