import { crc32 } from "node:zlib";

/** A file of an archive, with whatever a test wants its headers to say instead. */
export interface ZipFile {
  /** Its path. */
  readonly name: string;
  /** Its bytes. */
  readonly bytes: Uint8Array;
  /** What the directory says of it. */
  readonly listed?: Partial<Listed>;
  /** The path in its local header. */
  readonly localName?: string;
}

/** What a directory says of a file. */
export interface Listed {
  /** Its path. */
  readonly name: string | Uint8Array;
  /** Bit 0: encrypted. */
  readonly flags: number;
  /** 0: stored, 8: deflated. */
  readonly method: number;
  /** Of its bytes. */
  readonly crc: number;
  /** Bytes in the archive. */
  readonly stored: number;
  /** Bytes when unpacked. */
  readonly size: number;
  /** Where its local header is. */
  readonly local: number;
  /** Extra fields. */
  readonly extra: Uint8Array;
}

/** What an end record says. */
export interface End {
  /** Files in the directory. */
  readonly entries: number;
  /** The directory's length. */
  readonly size: number;
  /** Its place. */
  readonly start: number;
}

/** What a test wants an archive's end to be instead. */
export interface ZipEnd {
  /** What the end record says. */
  readonly plain?: Partial<End>;
  /** What the ZIP64 end record says; `false` to have none. */
  readonly wide?: Partial<End & { readonly position: number }> | false;
  /** Bytes between the directory and its end records. */
  readonly gap?: Uint8Array;
  /** The comment at the end. */
  readonly comment?: Uint8Array;
}

/**
 * Packs files as PyTorch does: stored, data at multiples of 64 by padding called "FB",
 * lengths after the data, and both kinds of end record.
 */
export function torchZip(
  files: readonly ZipFile[],
  { plain = {}, wide = {}, gap = new Uint8Array(), comment = new Uint8Array() }:
    ZipEnd = {},
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  const add = (...added: Uint8Array[]): void => {
    for (const part of added) {
      parts.push(part);
      at += part.length;
    }
  };
  for (const { name, bytes, listed = {}, localName = name } of files) {
    const local = at;
    const localBytes = encoded(localName);
    const padding = 4 + (64 - (at + 34 + localBytes.length) % 64) % 64;
    add(
      record([4, 0x04034b50], [2, 0], [2, 0x0808], [2, 0], [4, 0], [4, 0]),
      record([4, 0], [4, 0], [2, localBytes.length], [2, padding]),
      localBytes,
      record([2, 0x4246], [2, padding - 4]),
      new Uint8Array(padding - 4).fill(0x5a),
      bytes,
    );
    const crc = crc32(bytes);
    if (bytes.length > 0) {
      add(record([4, 0x08074b50], [4, crc], [4, bytes.length], [
        4,
        bytes.length,
      ]));
    }
    directory.push(...listing({
      name,
      flags: 0x0808,
      method: 0,
      crc,
      stored: bytes.length,
      size: bytes.length,
      local,
      extra: new Uint8Array(),
      ...listed,
    }));
  }
  const start = at;
  add(...directory);
  const size = at - start;
  add(gap);
  const end = { entries: files.length, size, start };
  if (wide !== false) {
    const { position = at, ...said } = wide;
    const { entries, size, start } = { ...end, ...said };
    add(
      record([4, 0x06064b50], [8, 44], [2, 0x031e], [2, 45], [4, 0], [4, 0]),
      record([8, entries], [8, entries], [8, size], [8, start]),
      record([4, 0x07064b50], [4, 0], [8, position], [4, 1]),
    );
  }
  const said = { ...end, ...plain };
  add(
    record([4, 0x06054b50], [2, 0], [2, 0], [2, said.entries]),
    record([2, said.entries], [4, said.size], [4, said.start]),
    record([2, comment.length]),
    comment,
  );
  return concat(parts);
}

/** Extra fields with the ZIP64 field, which has as many numbers as are given. */
export function wideExtra(...values: readonly number[]): Uint8Array {
  return concat([
    record([2, 0x4246], [2, 1], [1, 0x5a]),
    record([2, 1], [2, 8 * values.length]),
    ...values.map((value) => record([8, value])),
  ]);
}

/** Puts bytes behind each other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(
    parts.reduce((sum, { length }) => sum + length, 0),
  );
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function listing(
  { name, flags, method, crc, stored, size, local, extra }: Listed,
): Uint8Array[] {
  const bytes = typeof name === "string" ? encoded(name) : name;
  return [
    record([4, 0x02014b50], [2, 0], [2, 0], [2, flags], [2, method]),
    record([4, 0], [4, crc], [4, stored], [4, size], [2, bytes.length]),
    record([2, extra.length], [2, 0], [2, 0], [2, 0], [4, 0], [4, local]),
    bytes,
    extra,
  ];
}

/** Numbers of so many bytes each, least byte first. */
function record(...fields: readonly (readonly [number, number])[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([size, value]) =>
      Array.from(
        { length: size },
        (_, i) => Number(BigInt(value) >> BigInt(8 * i) & 255n),
      )
    ),
  );
}

function encoded(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
