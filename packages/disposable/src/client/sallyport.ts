import type { Fault, TokenFault } from "../faults.ts";
import type { Administrator, Application, Planted, User } from "../seed/planted.ts";
import type { Seed } from "../seed/schema.ts";
import type { Description, Tokens } from "../shown.ts";
import type { Asker } from "./asker.ts";
import type { Child } from "./child.ts";
import { Clock } from "./clock.ts";
import { Events } from "./events.ts";
import { Mailbox } from "./mailbox.ts";

export interface MintOptions {
  /** A username or e-mail address. */
  user: string;
  /** The name of an application of the seed. */
  application: string;
  /** By default `openid profile email groups`. */
  scope?: string;
  nonce?: string;
  /** What is wrong with the ID token. By default nothing. */
  fault?: TokenFault;
}

/** A running Sallyport. */
export class Sallyport implements AsyncDisposable {
  /** Also the origin of the portal, and of the console at `/admin`. */
  readonly issuer: string;
  readonly origin: string;
  readonly authenticatorOrigin: string;
  readonly port: number;
  /** The address of the test controls, for `connectSallyport`. */
  readonly control: string;
  readonly users: User[];
  readonly administrators: Administrator[];
  readonly applications: Application[];
  readonly mailbox: Mailbox;
  readonly events: Events;
  readonly clock: Clock;
  readonly #asker: Asker;
  readonly #child: Child | null;

  /** @internal */
  constructor(asker: Asker, description: Description, child: Child | null) {
    this.issuer = description.issuer;
    this.origin = description.origin;
    this.authenticatorOrigin = description.authenticatorOrigin;
    this.port = description.port;
    this.control = description.control;
    this.users = description.users;
    this.administrators = description.administrators;
    this.applications = description.applications;
    this.mailbox = new Mailbox(asker, description.mailbox);
    this.events = new Events(asker);
    this.clock = new Clock(asker);
    this.#asker = asker;
    this.#child = child;
  }

  /** @param login a username or e-mail address */
  user(login: string): User {
    return named(this.users, "user", ({ username, email }) => [username, email], login);
  }

  administrator(login: string): Administrator {
    return named(this.administrators, "administrator", ({ email }) => [email], login);
  }

  application(name: string): Application {
    return named(this.applications, "application", (each) => [each.name], name);
  }

  /** Adds users, groups and applications, for example an account for each test. @returns only what was added */
  async add(seed: Seed): Promise<Planted> {
    const added = await this.#asker.send<Planted>("POST", "/seed", seed);
    this.users.push(...added.users);
    this.administrators.push(...added.administrators);
    this.applications.push(...added.applications);
    return added;
  }

  /**
   * Answers an application's authorization request as this user, without a browser, and without spending a code of
   * the user's app. The login has the second factor if the user has one.
   *
   * @param as a username or e-mail address
   * @returns the callback address with the code
   */
  async logIn(authorization: string | URL, as: { user: string }): Promise<URL> {
    const body = { authorization: String(authorization), ...as };
    return new URL((await this.#asker.send<{ address: string }>("POST", "/logins", body)).address);
  }

  /** Real tokens, as a login gives them, for tests that aren't about login. */
  mint(asked: MintOptions): Promise<Tokens> {
    return this.#asker.send("POST", "/tokens", asked);
  }

  /** Makes the provider fail in one way, until `end()` or the end of an `await using` block. */
  async fault(fault: Fault): Promise<RunningFault> {
    const { id } = await this.#asker.send<{ id: string }>("POST", "/faults", fault);
    const end = async () => {
      await this.#asker.send("DELETE", `/faults/${id}`);
    };
    return { end, [Symbol.asyncDispose]: end };
  }

  async endFaults(): Promise<void> {
    await this.#asker.send("DELETE", "/faults");
  }

  /** The last 64 KiB of its stderr. Empty if another process started it. */
  get log(): string {
    return this.#child?.log ?? "";
  }

  /** Ends it, unless another process started it. */
  async stop(): Promise<void> {
    await this.#child?.stop();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

export interface RunningFault extends AsyncDisposable {
  end(): Promise<void>;
}

function named<Each>(
  all: readonly Each[],
  what: string,
  namesOf: (each: Each) => string[],
  wanted: string,
): Each {
  const found = all.find((each) => namesOf(each).includes(wanted));
  if (found) return found;
  const known = all.map((each) => namesOf(each)[0]).join(", ") || "none";
  throw new Error(`There is no ${what} ${JSON.stringify(wanted)} in the seed. There are: ${known}.`);
}
