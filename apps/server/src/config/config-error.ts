/** Settings that can't work. `message` is for the person who set them, one sentence on each line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
