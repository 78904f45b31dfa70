import { NotPlain } from "./still-picture.ts";

/** Reads a file from its beginning. Throws `NotPlain` if the file ends too early. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  take(length: number): Buffer {
    if (length > this.left) throw new NotPlain("the file ends too early");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16BE();
  }

  uint32(): number {
    return this.take(4).readUInt32BE();
  }

  /** Takes the bytes up to the first position where `isEnd` is true, or up to the end of the file. */
  takeUntil(isEnd: (bytes: Buffer, at: number) => boolean): Buffer {
    const from = this.#at;
    while (this.left > 0 && !isEnd(this.#bytes, this.#at)) this.#at += 1;
    return this.#bytes.subarray(from, this.#at);
  }
}
