/** Settings that cannot work. `message` is for the person who set them, a sentence a line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}
