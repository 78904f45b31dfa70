import * as fc from "fast-check";
import { administrators } from "./actions/administrators.ts";
import { attackers } from "./actions/attackers.ts";
import { journeys } from "./actions/journeys.ts";
import { proving } from "./actions/proving.ts";
import { security } from "./actions/security.ts";
import { setUpLinks } from "./actions/set-up-links.ts";
import { settingUp } from "./actions/setting-up.ts";
import { signingIn } from "./actions/signing-in.ts";
import { time } from "./actions/time.ts";
import { wrongDoors } from "./actions/wrong-doors.ts";
import { buildTown } from "./town.ts";

export interface Run {
  seed: number;
  path?: string;
  sequences: number;
}

const actions = [
  ...signingIn,
  ...settingUp,
  ...setUpLinks,
  ...administrators,
  ...time,
  ...attackers,
  ...wrongDoors,
  ...proving,
  ...security,
  ...journeys,
].map(({ drawn }) => drawn);

/** @returns for each state, how often it was reached */
export async function runModel({ seed, path, sequences }: Run): Promise<Map<string, number>> {
  const reached = new Map<string, number>();
  const details = await fc.check(
    fc.asyncProperty(
      fc.boolean(),
      fc.commands(actions, { maxCommands: 150, size: "max", disableReplayLog: true }),
      async (isLinkNeeded, commands) => {
        const { ledger, town } = await buildTown({ isLinkNeeded, reached });
        ledger.reach("sequences");
        await using _ = town.world;
        await fc.asyncModelRun(() => ({ model: ledger, real: town }), commands);
      },
    ),
    {
      seed,
      ...(path === undefined ? {} : { path, endOnFailure: true }),
      numRuns: sequences,
    },
  );
  if (details.failed) {
    const cause = details.errorInstance;
    throw new Error(`${whatOf(cause)}\n${fc.defaultReportMessage(details)}`, { cause });
  }
  return reached;
}

function whatOf(error: unknown): string {
  if (error instanceof SuppressedError) return `${whatOf(error.suppressed)}\n${whatOf(error.error)}`;
  return error instanceof Error ? error.message : "No sequence was gone through.";
}
