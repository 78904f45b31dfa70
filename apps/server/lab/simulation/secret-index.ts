import { formsOf } from "./kept-secrets.ts";

/** Secrets need at least this length, because a shorter text could occur anywhere. */
const headLength = 8;

interface Known {
  what: string;
  form: string;
  exactly: string | null;
}

export class SecretIndex {
  readonly #byHead = new Map<string, Known[]>();
  readonly #values = new Set<string>();

  /**
   * @param what the kind of the secret; `findIn` reports the kind, not the secret
   * @param isCased true if case matters, as for passwords
   */
  add(what: string, value: string | Uint8Array, isCased = false): void {
    const key = Buffer.from(value).toString("hex");
    if (this.#values.has(key)) return;
    this.#values.add(key);
    for (const [name, form] of Object.entries(formsOf(value)))
      this.#put(`${what}, as ${name}`, form, isCased);
    if (typeof value !== "string") return;
    this.#put(`${what}, in a URL`, encodeURIComponent(value.toWellFormed()), isCased);
    this.#put(`${what}, in JSON`, JSON.stringify(value).slice(1, -1), isCased);
  }

  has(value: string | Uint8Array): boolean {
    return this.#values.has(Buffer.from(value).toString("hex"));
  }

  findIn(text: string): string[] {
    const lower = text.toLowerCase();
    const found = new Set<string>();
    for (let at = 0; at + headLength <= lower.length; at++) {
      for (const { what, form, exactly } of this.#byHead.get(lower.slice(at, at + headLength)) ?? []) {
        if (exactly === null ? lower.startsWith(form, at) : text.startsWith(exactly, at)) found.add(what);
      }
    }
    return [...found];
  }

  #put(what: string, text: string, isCased: boolean): void {
    const form = text.toLowerCase();
    const head = form.slice(0, headLength);
    if (head.length < headLength) return;
    const exactly = isCased ? text : null;
    const known = this.#byHead.get(head) ?? [];
    if (!known.some((each) => each.form === form && each.exactly === exactly))
      known.push({ what, form, exactly });
    this.#byHead.set(head, known);
  }
}
