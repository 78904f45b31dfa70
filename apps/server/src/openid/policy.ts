import type { interactionPolicy, KoaContextWithOIDC } from "oidc-provider";
import type { Clock } from "../core/clock.ts";
import type { CurrentSettings } from "../core/settings.ts";
import type { Database } from "../database/database.ts";
import type { Caller } from "../sign-in/caller.ts";
import { currentCall } from "./call.ts";
import { findPresent, presentOf } from "./present.ts";
import { type Need, needOf } from "./rules/needs.ts";
import type { Parameters } from "./rules/parameters.ts";
import { askedOf } from "./standing.ts";

interface PolicyParts {
  database: Database;
  clock: Clock;
  settings: CurrentSettings;
}

/** `finishAuthorization` adds this to the result that the library reads. */
export interface Answer {
  sessionId: string;
  startedAt: number;
  answeredAt: number;
}

export interface Facts {
  need: Need;
  caller: Caller | null;
  lacksLevel: boolean;
}

const known = new WeakMap<KoaContextWithOIDC, Promise<Facts>>();

/** Reads the facts once for each request, so that all checks use the same facts. */
export function factsOf(parts: PolicyParts, ctx: KoaContextWithOIDC): Promise<Facts> {
  const facts = known.get(ctx) ?? readFacts(parts, ctx);
  known.set(ctx, facts);
  return facts;
}

export function answerIn(ctx: KoaContextWithOIDC): Answer | null {
  const result = ctx.oidc.result as { answer?: Answer } | undefined;
  return result?.answer ?? null;
}

async function readFacts(parts: PolicyParts, ctx: KoaContextWithOIDC): Promise<Facts> {
  const now = parts.clock.now();
  const { session } = ctx.oidc;
  const answer = answerIn(ctx);
  const caller =
    session?.accountId === undefined ? null : await findPresent(parts, parts.database, session.uid, now);
  const parameters = (ctx.oidc.params ?? {}) as Parameters;
  const startedAt = answer?.startedAt ?? now;
  // The library itself checks whether a confirmation is missing.
  const request = { parameters, startedAt, isConfirmed: true };
  const found = await askedOf(parts.database, request, caller?.account ?? null);
  if (!found) return { need: "login", caller: null, lacksLevel: false };
  currentCall().applicationName = found.application.row.name;
  return {
    need: needOf(found.asked, caller && presentOf(caller), answer?.answeredAt ?? now),
    caller,
    lacksLevel: caller !== null && found.asked.level > caller.session.aal,
  };
}

type Library = typeof interactionPolicy;

/**
 * If a check fails, a request with `prompt=none` gets the error of the check. Any other request leads to the page of
 * the authorization.
 */
export function policyOf(
  parts: PolicyParts,
  { base, Check, Prompt }: Library,
): interactionPolicy.DefaultPolicy {
  const check = (reason: string, error: string, fails: (facts: Facts) => boolean) =>
    new Check(reason, reason.replaceAll("_", " "), error, async (ctx) => fails(await factsOf(parts, ctx)));
  const policy = base();
  policy.clear();
  policy.add(
    new Prompt(
      { name: "login", requestable: true },
      check("no_access", "access_denied", ({ need }) => need === "no-access"),
      // defence: AT-103 check
      check(
        "missing_second_factor",
        "unmet_authentication_requirements",
        ({ need, lacksLevel }) => lacksLevel && (need === "set-up" || need === "log-in-again"),
      ),
      check("login_needed", "login_required", ({ need }) => need !== "ready"),
    ),
  );
  policy.add(new Prompt({ name: "consent", requestable: true }));
  // defence: AT-146
  policy.add(new Prompt({ name: "select_account", requestable: true }));
  return policy;
}
