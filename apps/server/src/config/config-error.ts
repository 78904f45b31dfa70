/** `message` is for the person who configures the server, and has one sentence per line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
