import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { generatePeople } from "@sallyport/server/lab/scale/people.ts";
import { buildTown, type Town } from "@sallyport/server/lab/town.ts";

/** Databases with many generated users. Each size is made once, because a million users take minutes. */
export class Towns {
  readonly #folder: string;
  readonly #say: (line: string) => void;
  readonly #built = new Map<number, Promise<Town>>();

  constructor(folder: string, say: (line: string) => void) {
    this.#folder = folder;
    this.#say = say;
  }

  of(users: number): Promise<Town> {
    const town = this.#built.get(users) ?? this.#build(users);
    this.#built.set(users, town);
    return town;
  }

  async #build(users: number): Promise<Town> {
    const began = performance.now();
    const folder = await mkdtemp(join(this.#folder, `users-${users}-`));
    const fill = (database: Parameters<typeof generatePeople>[0]) =>
      generatePeople(database, users, Date.now());
    const town = await buildTown(folder, { people: 1, fill });
    this.#say(`  ${users} users generated in ${Math.round((performance.now() - began) / 1000)} s`);
    return town;
  }
}
