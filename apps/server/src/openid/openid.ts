import type { OutgoingHttpHeaders } from "node:http";
import type { FastifyBaseLogger as Log } from "fastify";
import inject from "light-my-request";
import { noteRefusal } from "../applications/note-refusal.ts";
import { minute } from "../core/clock.ts";
import { Refused } from "../core/refusal.ts";
import { type AssertedClaims, Assertions, isAssertion, type Signer, signerOf } from "./assertions.ts";
import { type Call, during } from "./call.ts";
import { loadLibrary, type Provider } from "./library.ts";
import { tooLong, tooMany } from "./limit-answers.ts";
import type { OpenidParts } from "./parts.ts";
import { buildProvider } from "./provider.ts";
import { openSigningKeys } from "./signing-keys.ts";
import type { Trial } from "./trial.ts";

export interface OpenidRequest {
  method: "GET" | "POST" | "OPTIONS";
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  address: string;
  /** The library's own cookies. Browsers never see these names. */
  cookies: Readonly<Record<string, string>>;
  trial?: Trial;
}

export interface OpenidAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: Buffer;
  /** The new value of the session's cookie, if the answer sets it. */
  session: string | undefined;
  begun: Call["begun"];
  refused: Call["refused"];
}

const keysReadEvery = minute;

/** Runs the library in this process, with the server's clock. */
export class Openid {
  readonly #parts: OpenidParts;
  readonly #log: Log;
  readonly #assertions = new Assertions();
  #built: Built | null = null;
  #building: Promise<Built> | null = null;

  constructor(parts: OpenidParts, log: Log) {
    this.#parts = parts;
    this.#log = log;
  }

  /** Loads the library and the signing keys in advance, so that no request waits for them. */
  async warmUp(): Promise<void> {
    try {
      await this.#provider();
    } catch (error) {
      this.#log.warn({ err: error }, "OpenID Connect isn't ready yet, and the next request tries again");
    }
  }

  /**
   * The library writes its answer into memory, and the caller sends it like any other answer. So the answer waits until
   * the changes are on the disk, and it gets the usual headers, request log and metrics.
   */
  async answer({
    method,
    url,
    headers,
    body,
    address,
    cookies,
    trial,
  }: OpenidRequest): Promise<OpenidAnswer> {
    const { clock, database } = this.#parts;
    const { handle } = await this.#provider();
    const call: Call = { now: () => clock.now(), address, ...(trial ? { trial } : {}) };
    const cookie = Object.entries(cookies)
      .map(([name, value]) => `${name}=${value}`)
      .join("; ");
    // The `await` must be inside `during`, because the request begins only when its result is awaited.
    const response = await during(
      call,
      async () =>
        await inject((incoming, outgoing) => void handle(incoming, outgoing), {
          method,
          url,
          headers: {
            ...headers,
            ...(cookie === "" ? {} : { cookie }),
            // Without a length, the library takes an empty form for no form, and refuses the request.
            ...(body === "" ? { "content-length": "0" } : {}),
          },
          ...(body === null ? {} : { payload: body }),
        }),
    );
    if (call.failure instanceof Refused && call.failure.code === "too-many-requests") {
      this.#parts.onLimit?.("rate");
      return tooMany(call.failure);
    }
    if (call.failure !== undefined) throw call.failure;
    // The administrator who tries a login gets the refusal as the answer.
    if (call.refused?.applicationId !== undefined && !trial) {
      const { applicationId, reason, detail } = call.refused;
      await noteRefusal(database, { applicationId, reason, detail }, clock.now());
    }
    const session = response.cookies.find(({ name }) => name === "session");
    return {
      status: response.statusCode,
      headers: headersOf(response.headers),
      body: response.rawPayload,
      session: session?.value === "" ? undefined : session?.value,
      begun: call.begun,
      refused: call.refused,
    };
  }

  /** Refuses a request whose parameters are too long. */
  refuseLength(why: string): OpenidAnswer {
    this.#parts.onLimit?.("length");
    return tooLong(why);
  }

  /** A token of one minute, with which a proxy tells an application who the user is. */
  async assertion(applicationId: string, claims: AssertedClaims): Promise<string> {
    const { clock, portalOrigin } = this.#parts;
    const { signer } = await this.#provider();
    // defence: AT-129 audience
    return this.#assertions.get(signer, { iss: portalOrigin, aud: applicationId, ...claims }, clock.now());
  }

  /** True if this server has signed the ID token for this application, even if the token has expired. */
  async hasSigned(token: string, applicationId: string, address: string): Promise<boolean> {
    // defence: AT-129 type
    if (isAssertion(token)) return false;
    const { provider } = await this.#provider();
    return during({ now: () => this.#parts.clock.now(), address }, async () => {
      const client = await provider.Client.find(applicationId);
      if (!client) return false;
      return provider.IdToken.validate(token, client).then(
        () => true,
        () => false,
      );
    });
  }

  /** Throws if the application doesn't accept the notice. */
  async tellLogOut({ applicationId, sub, sid, signal }: EndedLogin): Promise<void> {
    const { provider } = await this.#provider();
    await during({ now: () => this.#parts.clock.now(), address: "", signal }, async () => {
      const client: unknown = await provider.Client.find(applicationId);
      await (client as Notified | undefined)?.backchannelLogout(sub, sid);
    });
  }

  /**
   * Reads the signing keys at most once a minute, and builds a new provider if they have changed. Simultaneous requests
   * wait for the same build.
   */
  async #provider(): Promise<Built> {
    const now = this.#parts.clock.now();
    const isFresh = this.#built && Math.abs(now - this.#built.readAt) < keysReadEvery;
    if (this.#built && isFresh) return this.#built;
    this.#building ??= this.#rebuild(now);
    return this.#building;
  }

  async #rebuild(now: number): Promise<Built> {
    try {
      this.#built = await this.#build(this.#built, now);
      return this.#built;
    } finally {
      this.#building = null;
    }
  }

  async #build(before: Built | null, now: number): Promise<Built> {
    const { database, keys, clock } = this.#parts;
    const signing = await openSigningKeys({ database, keys, clock, log: this.#log });
    const [first] = signing;
    if (!first) throw new Error("There is no signing key.");
    const keyIds = signing.map(({ id }) => id).join(" ");
    if (before?.keyIds === keyIds) return { ...before, readAt: now };
    const provider = buildProvider(this.#parts, await loadLibrary(), signing);
    return { provider, handle: provider.callback(), signer: signerOf(first), keyIds, readAt: now };
  }
}

/** The library's types lack this method. */
interface Notified {
  backchannelLogout(sub: string, sid: string): Promise<void>;
}

interface EndedLogin {
  applicationId: string;
  sub: string;
  sid: string;
  signal: AbortSignal;
}

interface Built {
  provider: Provider;
  handle: ReturnType<Provider["callback"]>;
  signer: Signer;
  keyIds: string;
  readAt: number;
}

/** The server sets these headers itself. */
const notPassedOn = new Set(["set-cookie", "content-length", "connection", "date", "transfer-encoding"]);

function headersOf(headers: Readonly<OutgoingHttpHeaders>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || notPassedOn.has(name)
        ? []
        : [[name, Array.isArray(value) ? value.join(", ") : String(value)]],
    ),
  );
}
