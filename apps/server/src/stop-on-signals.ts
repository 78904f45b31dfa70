import type { FastifyBaseLogger as Log } from "fastify";

/** The first Ctrl-C or SIGTERM stops the server cleanly. A second signal ends the process immediately. */
export function stopOnSignals(stop: () => Promise<void>, log: Log): void {
  let isStopping = false;
  const end = () => {
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "the server did not stop in order");
        process.exit(1);
      },
    );
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
}

/** The shutdown waits this long for deliveries. A mail that takes longer is sent again after the next start. */
const longestEndMs = 5000;

/** Stops the server, because only a new process can repair the failure. systemd then starts a new process. */
export async function stopOnFailure(
  failed: Promise<Error>,
  stop: () => Promise<void>,
  log: Log,
): Promise<void> {
  const error = await failed;
  log.fatal({ err: error }, "the disk did not confirm what was committed, so the server ends");
  setTimeout(() => process.exit(1), longestEndMs);
  await stop().catch((cause: unknown) => log.error({ err: cause }, "the server did not stop in order"));
  process.exit(1);
}
