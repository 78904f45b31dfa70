import { fromBase32 } from "@sallyport/totp/secret";
import { codeAt } from "@sallyport/totp/totp";
import { type Exchange, ownerOf, record } from "./exchange.ts";

interface Shown {
  /** The realm and the browser cookie of the first reply that contained this secret. */
  to: string;
  secret: Uint8Array;
  isConfirmed: boolean;
}

const step = 30_000;
/** Checks that the server shows a secret in one browser only, and never after the confirmation. */
export class ShownApps {
  readonly #shown = new Map<string, Shown>();
  #codes: { step: number; secrets: number; valid: Set<string> } = { step: 0, secrets: 0, valid: new Set() };

  take(exchange: Exchange): { rest: string; found: string[]; secrets: (string | Uint8Array)[] } {
    const { secret, keyUri, ...rest } = record(JSON.parse(exchange.body));
    const base32 = typeof secret === "string" ? secret : "";
    const to = ownerOf(exchange);
    const known = this.#shown.get(base32);
    const found: string[] = [];
    if (known && known.to !== to) found.push("a secret that was shown in another browser");
    if (known?.isConfirmed) found.push("a secret that is confirmed already");
    if (!`${String(keyUri)}&`.includes(`secret=${base32}&`)) found.push("a second secret, in the key URI");
    const bytes = fromBase32(base32) ?? new Uint8Array();
    if (!known && bytes.length > 0) this.#shown.set(base32, { to, secret: bytes, isConfirmed: false });
    return { rest: JSON.stringify(rest), found, secrets: [base32, bytes] };
  }

  confirm(exchange: Exchange): void {
    const { code } = record(exchange.sent);
    const given = typeof code === "string" ? code.replaceAll(/\s/g, "") : "";
    for (const shown of this.#shown.values()) {
      if (shown.to === ownerOf(exchange) && codesOf(shown, exchange.now).includes(given))
        shown.isConfirmed = true;
    }
  }

  /** Returns the codes of the previous, the current and the next time step. */
  validCodes(now: number): Set<string> {
    const at = Math.floor(now / step);
    if (this.#codes.step !== at || this.#codes.secrets !== this.#shown.size) {
      const valid = [...this.#shown.values()].flatMap((shown) => codesOf(shown, now));
      this.#codes = { step: at, secrets: this.#shown.size, valid: new Set(valid) };
    }
    return this.#codes.valid;
  }
}

function codesOf({ secret }: Shown, now: number): string[] {
  return [-step, 0, step].map((offset) => codeAt(secret, Math.max(0, now + offset)));
}
