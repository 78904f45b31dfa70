const passedOn = [
  "PATH",
  "HOME",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "XDG_RUNTIME_DIR",
  "DBUS_SESSION_BUS_ADDRESS",
  "DBUS_SYSTEM_BUS_ADDRESS",
];

/**
 * Returns a small environment without passwords, because other processes of the same account can read
 * `/proc/PID/environ`.
 */
export function childEnvironment(more: Readonly<Record<string, string>> = {}): {
  readonly env: Record<string, string>;
  readonly extendEnv: false;
} {
  const ours = passedOn.map((name) => [name, process.env[name]] as const);
  const known = ours.filter((pair): pair is [string, string] => pair[1] !== undefined);
  // defence: AT-90 environment
  return { env: { ...Object.fromEntries(known), LC_ALL: "C", ...more }, extendEnv: false };
}
