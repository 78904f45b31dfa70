/**
 * The beginning of a hash up to the end of its parameters, as in `$2b$12$` or
 * `$argon2id$v=19$m=65536,t=3,p=4$`.
 */
export type HashCost = string;

export interface PasswordCost {
  /** KiB. */
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** argon2id with 19 MiB, 2 passes and 1 lane, as the OWASP Password Storage Cheat Sheet recommends. */
export const usualCost: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The last letters of salt and hash have unused bits, which must be 0. Other hashes are refused, because an
// unreadable hash would make every login of its account fail.
const bcrypt = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
const base64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048])?";
const argon2id = new RegExp(
  String.raw`^\$argon2id\$v=19\$m=([1-9]\d{0,6}),t=([1-9]\d{0,2}),p=([1-9]\d{0,2})` +
    String.raw`\$(?=[^$]{11,64}\$)${base64}\$(?=.{22,86}$)${base64}$`,
);

/** With a higher cost, one login could use up memory or time. A lower cost would protect the password badly. */
const bcryptBounds = { min: 10, max: 12 } as const;
const argonBounds = {
  memoryCost: { min: 7 * 1024, max: 64 * 1024 },
  timeCost: { min: 1, max: 5 },
  parallelism: { min: 1, max: 4 },
  /** The bounds for the product of memory (in KiB) and passes. */
  work: { min: 32 * 1024, max: 192 * 1024 },
} as const;

/** The number is small, because each login checks the password with every imported cost (record 0053). */
export const mostImportedCosts = 2;

export function costOf(hash: string): HashCost {
  return hash.slice(0, bcrypt.test(hash) ? 7 : hash.split("$", 4).join("$").length + 1);
}

export function argonCost({ memoryCost, timeCost, parallelism }: PasswordCost): HashCost {
  return `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=${parallelism}$`;
}

/** The server's own cost doesn't count toward the limit of imported costs, because each login pays it anyway. */
export function isForeign(cost: HashCost): boolean {
  return cost !== argonCost(usualCost);
}

export type ImportedHash =
  | { hash: string; cost: HashCost }
  | { refusal: "unknown-hash" | "weak-hash" | "costly-hash" };

export function importedHash(text: string): ImportedHash {
  const [, rounds] = bcrypt.exec(text) ?? [];
  if (rounds !== undefined) {
    const place = placeIn(Number(rounds), bcryptBounds);
    // The versions 2a, 2b and 2y of bcrypt differ only in the faults of old programs.
    return place === 0 ? accepted(`$2b$${text.slice(4)}`) : refused(place);
  }
  const [, memory, passes, lanes] = argon2id.exec(text) ?? [];
  if (memory === undefined) return { refusal: "unknown-hash" };
  const cost = { memoryCost: Number(memory), timeCost: Number(passes), parallelism: Number(lanes) };
  const places = [
    placeIn(cost.memoryCost, argonBounds.memoryCost),
    placeIn(cost.timeCost, argonBounds.timeCost),
    placeIn(cost.parallelism, argonBounds.parallelism),
    placeIn(cost.memoryCost * cost.timeCost, argonBounds.work),
  ];
  if (places.includes(1)) return refused(1);
  return places.includes(-1) ? refused(-1) : accepted(text);
}

function accepted(hash: string): ImportedHash {
  return { hash, cost: costOf(hash) };
}

function refused(place: 1 | -1): ImportedHash {
  return { refusal: place === 1 ? "costly-hash" : "weak-hash" };
}

function placeIn(value: number, { min, max }: { min: number; max: number }): -1 | 0 | 1 {
  if (value > max) return 1;
  return value < min ? -1 : 0;
}
