import { OtpError } from "./otp-error.ts";

/** How far an application's clock is from this machine's. */
export interface ClockOffset {
  /** Milliseconds to add to this machine's time. 0 if the clocks agree as far as can be measured. */
  readonly offsetMs: number;
  /** How far the true offset can be from `offsetMs`. */
  readonly errorMs: number;
  /** The sentence for people. */
  readonly sentence: string;
}

export const noOffset: ClockOffset = { offsetMs: 0, errorMs: 0, sentence: "The clocks were not compared." };

const second = 1000;
const timeoutMs = 10_000;

/**
 * Compares this machine's clock with an application's, by the `Date` header of a HEAD request. The header has
 * whole seconds, so differences below about a second aren't seen.
 *
 * @throws OtpError if the application can't be reached, or its answer has no date
 * @example
 * ```ts
 * const { offsetMs, sentence } = await measureClock("https://app.example");
 * if (offsetMs !== 0) console.warn(sentence);
 * ```
 */
export async function measureClock(application: string | URL): Promise<ClockOffset> {
  const { origin } = addressOf(application);
  const asked = Date.now();
  const answer = await fetch(application, {
    method: "HEAD",
    redirect: "manual",
    headers: { "cache-control": "no-cache" },
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    const advice = "Start the application first, or leave the option application out.";
    throw new OtpError("no-clock", `${origin} didn't tell its time, because it didn't answer. ${advice}`, {
      cause,
    });
  });
  const answered = Date.now();
  const date = Date.parse(answer.headers.get("date") ?? "") + ageOf(answer);
  if (Number.isNaN(date)) {
    const advice = "Compare the clocks by hand, and leave the option application out.";
    throw new OtpError("no-clock", `The answer of ${origin} has no Date header. ${advice}`);
  }
  return offsetFrom({ date, asked, answered, origin });
}

/** The application's time was between `date` and a second later, at some time between `asked` and `answered`. */
function offsetFrom(seen: { date: number; asked: number; answered: number; origin: string }): ClockOffset {
  const { date, asked, answered, origin } = seen;
  const errorMs = (second + answered - asked) / 2;
  const offsetMs = Math.round(date + second / 2 - (asked + answered) / 2);
  if (Math.abs(offsetMs) <= errorMs) {
    return { offsetMs: 0, errorMs: 0, sentence: `This machine's clock agrees with that of ${origin}.` };
  }
  const direction = offsetMs > 0 ? "behind" : "ahead of";
  const seconds = Math.round(Math.abs(offsetMs) / second);
  const sentence = `This machine's clock is ${seconds} s ${direction} that of ${origin}.`;
  return {
    offsetMs,
    errorMs,
    sentence: `${sentence} Codes are made for the application's time; set the wrong clock.`,
  };
}

/** A cache answers with the date of the first answer, and says how many seconds ago that was. */
function ageOf({ headers }: Response): number {
  return Number(headers.get("age") ?? 0) * second;
}

function addressOf(application: string | URL): URL {
  try {
    return new URL(application);
  } catch (cause) {
    throw new OtpError(
      "bad-option",
      `The application "${String(application)}" isn't an address with https:// or http://.`,
      {
        cause,
      },
    );
  }
}
