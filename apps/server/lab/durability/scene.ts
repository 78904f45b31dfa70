import { setTimeout as pause } from "node:timers/promises";
import { type Verification, verifyEvents } from "../../src/activity/verification.ts";
import { type Database, openDatabaseAsItIs } from "../../src/database/database.ts";
import { openSecureStore } from "../../src/key-stores/open.ts";
import { Keys } from "../../src/keys/keys.ts";
import { MailSink, type ReceivedMail } from "../mail-sink.ts";
import { buildTown, environmentOf, type Town } from "../town.ts";
import { findSecondUses, retryCodes } from "./codes.ts";
import type { Errand, Surroundings } from "./errands/errand.ts";
import { type Entry, Ledger } from "./ledger.ts";
import { Load } from "./load.ts";
import { findMailFaults, mailCounts, untilSent } from "./mails.ts";
import { asPerson, type Person, Pool } from "./people.ts";
import { Server, type ServerStart } from "./server.ts";
import type { Finding } from "./subject.ts";
import { findLosses } from "./verification.ts";

const longestLinkingMs = 10_000;
const longestAccident = 1000;
const origin = "http://portal.localhost:8080";

export interface SceneOptions {
  folder: string;
  place?: string | undefined;
  people?: number;
  others?: number;
}

export class Scene implements AsyncDisposable {
  readonly town: Town;
  readonly ledger = new Ledger();
  readonly mails: readonly ReceivedMail[];
  readonly servers: Server[] = [];
  readonly #sink: MailSink;
  readonly #surroundings: Surroundings;
  readonly #people = new Map<string, Person>();
  readonly #accidents: unknown[] = [];
  #keys: Keys | undefined;

  private constructor(town: Town, sink: MailSink, mails: readonly ReceivedMail[]) {
    this.town = town;
    this.#sink = sink;
    this.mails = mails;
    const half = Math.floor(town.unrequired.length / 2);
    const pool = (people: Town["people"]) =>
      new Pool(people.map((person) => this.#remember(asPerson(person))));
    this.#surroundings = {
      servers: this.servers,
      origin,
      ledger: this.ledger,
      people: pool(town.people),
      newcomers: pool(town.newcomers),
      unrequired: pool(town.unrequired.slice(half)),
      required: pool([]),
      suspendable: pool(town.unrequired.slice(0, half)),
      overdue: pool(town.overdue),
      locked: pool([]),
      administrators: pool(town.administrators),
    };
  }

  static async open({ folder, place, people = 2000, others = 1000 }: SceneOptions): Promise<Scene> {
    const mails: ReceivedMail[] = [];
    const town = await buildTown(folder, {
      place,
      people,
      newcomers: others,
      unrequired: 2 * others,
      overdue: others,
      administrators: Math.ceil(people / 4),
    });
    const sink = await MailSink.open({ onMail: (mail) => void mails.push(mail) });
    return new Scene(town, sink, mails);
  }

  async start(options: ServerStart = {}): Promise<Server> {
    const server = await this.startOn(this.town.place, options);
    this.servers.push(server);
    return server;
  }

  /** Starts a server that the load doesn't use. The caller must stop it. */
  async startOn(place: string, options: ServerStart = {}): Promise<Server> {
    const env = {
      ...environmentOf({ ...this.town, place }),
      SMTP_URL: `smtp://127.0.0.1:${this.#sink.port}`,
      PORTAL_ORIGIN: origin,
      AUTHENTICATOR_ORIGIN: "http://authenticator.localhost:8080",
      ...options.env,
    };
    return Server.start({ ...options, env });
  }

  async kill(server: Server): Promise<void> {
    await server.kill();
    this.#forget(server);
  }

  /** Throws if the server doesn't exit cleanly. */
  async stop(server: Server): Promise<void> {
    await server.stop();
    this.#forget(server);
  }

  load(lanes = 8, errands?: readonly Errand[]): Load {
    return new Load(this.#surroundings, lanes, this.#accidents, errands);
  }

  accidents(): Finding[] {
    return this.#accidents.map((accident) => `an accident: ${describe(accident).slice(0, longestAccident)}`);
  }

  /** Compares the database with the ledger, and checks the chain of events. Stop the load first. */
  async verify(): Promise<Finding[]> {
    if (this.servers.length > 0) await retryCodes(this.#surroundings, this.#people);
    return [
      ...(await this.verifyCopy(this.town.place, this.ledger.entries)),
      ...findSecondUses(this.ledger.entries),
      ...this.accidents(),
    ];
  }

  async verifyCopy(place: string, entries: readonly Entry[]): Promise<Finding[]> {
    return withDatabase(place, async (database) => {
      const fault = await this.#faultOfChain(database);
      return [
        ...(await findLosses(database, entries)),
        ...(fault ? [`the chain of events: ${JSON.stringify(fault)}`] : []),
      ];
    });
  }

  async verifyAtTheEnd(): Promise<Finding[]> {
    const findings = await this.verify();
    await withDatabase(this.town.place, untilSent);
    // A short time lies between the delivery of a mail and the update of the database. The pause covers this
    // time.
    await pause(500);
    return [...findings, ...findMailFaults(this.mails, this.ledger.entries)];
  }

  counts(): string {
    return `${this.ledger.counts()}; ${mailCounts(this.mails)}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.servers.map((server) => this.kill(server)));
    await this.#sink[Symbol.asyncDispose]();
  }

  #remember(person: Person): Person {
    this.#people.set(person.login, person);
    return person;
  }

  #forget(server: Server): void {
    this.servers.splice(this.servers.indexOf(server), 1);
  }

  /** Waits for a while, because a new server needs a moment to link the events of the previous server. */
  async #faultOfChain(database: Database): Promise<Verification["fault"]> {
    const keys = await this.#openKeys(database);
    const until = performance.now() + longestLinkingMs;
    for (;;) {
      const { fault } = await verifyEvents(database, keys, Date.now());
      if (fault?.kind !== "never-linked" || performance.now() > until) return fault;
      await pause(200);
    }
  }

  /** Opens the key only once, because opening takes half a second. */
  async #openKeys(database: Database): Promise<Keys> {
    const file = this.town.passphrase;
    this.#keys ??= await Keys.open(database, [await openSecureStore({ kind: "passphrase", file })]);
    return this.#keys;
  }
}

export async function withDatabase<Result>(
  place: string,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  const database = await openDatabaseAsItIs(place);
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
}

function describe(accident: unknown): string {
  return accident instanceof Error ? (accident.stack ?? accident.message) : String(accident);
}
