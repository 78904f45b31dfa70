import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Application,
  type ApplicationChanges,
  addApplication,
  changeApplication,
} from "@sallyport/contract/applications/applications";
import { Server } from "../../../lab/durability/server.ts";
import { buildTown, type Person, type Town } from "../../../lab/town.ts";
import { Visitor } from "./visitor.fixture.ts";

export interface Registered extends Pick<Application, "id"> {
  origin: string;
  secret: string;
}

/** A server with accounts that runs in its own process, so third-party software can send it requests. */
export class JudgedServer implements AsyncDisposable {
  readonly origin: string;
  readonly town: Town;
  readonly administrator: Visitor;
  readonly #server: Server;
  readonly #folder: string;

  private constructor(server: Server, town: Town, folder: string) {
    this.origin = `http://portal.localhost:${server.door.port}`;
    this.town = town;
    this.administrator = new Visitor(this.origin);
    this.#server = server;
    this.#folder = folder;
  }

  static async start({ place }: { place?: string } = {}): Promise<JudgedServer> {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-judged-"));
    const town = await buildTown(folder, { place, people: 2, unrequired: 3, administrators: 1 });
    const started = await Server.start({ env: { ...town.env, SMTP_URL: "smtp://127.0.0.1:9" } });
    const server = new JudgedServer(started, town, folder);
    const [administrator] = town.administrators;
    if (administrator) await server.administrator.logIn(administrator, "administrator");
    return server;
  }

  /** Registers an application with the requests that the console sends. */
  async register(
    address: string,
    changes: Omit<Partial<ApplicationChanges>, "version"> = {},
  ): Promise<Registered> {
    const { portal } = this.administrator;
    const { application, secret } = await portal.get(addApplication, { body: { which: "other", address } });
    await portal.get(changeApplication, {
      params: { id: application.id },
      body: { openTo: "everyone", callbackAddresses: [`${address}/callback`], ...changes },
    });
    return { origin: this.origin, id: application.id, secret: secret ?? "" };
  }

  async visitor(person?: Person): Promise<Visitor> {
    const visitor = new Visitor(this.origin);
    if (person) await visitor.logIn(person);
    return visitor;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await rm(this.#folder, { recursive: true });
  }
}
