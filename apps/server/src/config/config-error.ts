/** The message has one sentence per line for the person who configures the server. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
