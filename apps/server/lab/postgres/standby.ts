import { execFile } from "node:child_process";
import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { type Cluster, type Settings, startOn } from "./cluster.ts";
import { program } from "./programs.ts";

export interface Standby extends Cluster {
  promote: () => Promise<void>;
}

const name = "standby";

/**
 * Starts a standby. From then on, the primary acknowledges a commit only after the standby has written it to
 * disk (postgresql.org/docs/15/warm-standby.html#SYNCHRONOUS-REPLICATION).
 */
export async function startStandby(primary: Cluster, settings: Settings = {}): Promise<Standby> {
  const standby = await startOn(settings, async (data) => {
    const { path, options } = program("pg_basebackup");
    const from = `host=127.0.0.1 port=${primary.port} user=sallyport application_name=${name}`;
    const words = ["--pgdata", data, "--dbname", from, "--write-recovery-conf", "--checkpoint", "fast"];
    await promisify(execFile)(path, [...words, "--no-sync"], options);
    // The standby has copied the primary's settings, but it must not wait for another standby.
    await appendFile(join(data, "postgresql.auto.conf"), "synchronous_standby_names = ''\n");
  });
  await primary.command(`alter system set synchronous_standby_names = '${name}'`);
  await primary.command("select pg_reload_conf()");
  const isSynchronous = async () => {
    const rows = await primary.command("select sync_state from pg_stat_replication");
    return rows.some((row) => row["sync_state"] === "sync");
  };
  while (!(await isSynchronous())) await pause(20);
  return {
    ...standby,
    promote: async () => {
      await standby.command("select pg_promote(true, 60)");
    },
  };
}
