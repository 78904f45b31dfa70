import type { Page } from "@playwright/test";
import type { Dice } from "./seed.ts";
import type { NewAccount } from "./stack.ts";

export interface Person extends NewAccount {
  /** The user's username or e-mail address, chosen at random. */
  login: string;
  page: Page;
  /** The secret of the person's app. Missing until the first login. */
  secret?: Uint8Array;
}

const firstNames = [
  "Ada",
  "Bilal",
  "Chiara",
  "Dmitri",
  "Edda",
  "Femi",
  "Greta",
  "Hana",
  "Inès",
  "Jun",
  "Kofi",
];
const lastNames = ["Adeyemi", "Brandt", "Castro", "Dahl", "Eriksen", "Fontaine", "García", "Haddad", "Ito"];
const words = [
  "anchor",
  "birch",
  "copper",
  "dune",
  "ember",
  "fjord",
  "glacier",
  "harbour",
  "island",
  "juniper",
];

export class Invention {
  readonly #dice: Dice;
  readonly #names: string[];

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#names = dice.shuffle(firstNames.flatMap((first) => lastNames.map((last) => `${first} ${last}`)));
  }

  account(realm: NewAccount["realm"]): NewAccount & { login: string } {
    const name = this.#names.pop();
    if (name === undefined) throw new RangeError("All names are given away.");
    const username = plain(name).replace(" ", this.#dice.pick([".", "-", "_"]));
    const email = `${username}@example.com`;
    const account = { realm, name, email, password: this.password() };
    if (realm === "administrator") return { ...account, username: null, login: email };
    return { ...account, username, login: this.#dice.pick([username, email]) };
  }

  password(): string {
    return `${this.#dice.shuffle(words).slice(0, 4).join(" ")} ${this.#dice.below(1000)}`;
  }
}

function plain(name: string): string {
  return name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
