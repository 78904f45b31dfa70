import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Cluster } from "@sallyport/server/lab/postgres/cluster.ts";
import { generatePeople } from "@sallyport/server/lab/scale/people.ts";
import { buildTown, type Town } from "@sallyport/server/lab/town.ts";

export class Towns {
  readonly #folder: string;
  readonly #say: (line: string) => void;
  readonly #built = new Map<string, Promise<Town>>();

  constructor(folder: string, say: (line: string) => void) {
    this.#folder = folder;
    this.#say = say;
  }

  /** @param cluster a Postgres server for the data. If it is missing, the data is in an SQLite file */
  of(users: number, cluster?: Cluster): Promise<Town> {
    const name = `${users}${cluster ? ` on ${cluster.port}` : ""}`;
    const town = this.#built.get(name) ?? this.#build(users, cluster);
    this.#built.set(name, town);
    return town;
  }

  async #build(users: number, cluster: Cluster | undefined): Promise<Town> {
    const began = performance.now();
    const folder = await mkdtemp(join(this.#folder, `users-${users}-`));
    const place = await cluster?.newDatabase();
    const fill = (database: Parameters<typeof generatePeople>[0]) =>
      generatePeople(database, users, Date.now());
    const town = await buildTown(folder, { place, people: 1, fill });
    this.#say(`  ${users} users generated in ${Math.round((performance.now() - began) / 1000)} s`);
    return town;
  }
}
