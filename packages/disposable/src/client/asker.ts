/** Sends requests to the test controls. */
export class Asker {
  readonly address: string;
  readonly #lastWords: () => string;

  /** @param lastWords what to add to the message if the Sallyport doesn't answer any more */
  constructor(address: string, lastWords: () => string) {
    this.address = address;
    this.#lastWords = lastWords;
  }

  get<Reply>(
    path: string,
    query: Readonly<Record<string, string | number | undefined>> = {},
  ): Promise<Reply> {
    const given = Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, `${value}`]],
    );
    const search = new URLSearchParams(given).toString();
    return this.#ask("GET", search === "" ? path : `${path}?${search}`);
  }

  send<Reply>(method: "POST" | "PUT" | "DELETE", path: string, body?: object): Promise<Reply> {
    return this.#ask(method, path, body);
  }

  async #ask<Reply>(method: string, path: string, body?: object): Promise<Reply> {
    const response = await this.#fetch(`${this.address}${path}`, {
      method,
      ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    const reply = (await response.json()) as Reply | { error: string };
    if (response.ok) return reply as Reply;
    throw new Error((reply as { error: string }).error);
  }

  async #fetch(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, init);
    } catch (cause) {
      throw new Error(`Sallyport doesn't answer any more. ${this.#lastWords()}`.trim(), { cause });
    }
  }
}
