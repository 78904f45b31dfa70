/** Thrown for invalid settings. `message` has one sentence on each line, for the person who configures the server. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
