import assert from "node:assert/strict";
import { readEndRecord } from "../../../../models/checkpoints/zip/end_record.ts";
import { storedEntries } from "../../../../models/checkpoints/zip/stored_entries.ts";
import {
  checkpointBytes,
  checkpointFiles,
  FOUR_FLOATS,
} from "../checkpoint_bytes.ts";
import { MemoryAccess } from "../memory_access.ts";
import { assertRefused, readAll } from "../refused.ts";
import {
  concat,
  type Listed,
  torchZip,
  wideExtra,
  type ZipEnd,
  type ZipFile,
} from "../torch_zip.ts";
import { withHole } from "../with_hole.ts";

const UNSET = 0xffffffff;

const [PICKLE, STORAGE, VERSION] = checkpointFiles() as [
  ZipFile,
  ZipFile,
  ZipFile,
];

/** A checkpoint whose directory says something else of its one storage. */
function listed(changes: Partial<Listed>, end?: ZipEnd): Uint8Array {
  return torchZip([PICKLE, { ...STORAGE, listed: changes }, VERSION], end);
}

/** Where the storage's local header is. */
const LOCAL = checkpointBytes().findIndex((_, at, bytes) =>
  at > 0 && new DataView(bytes.buffer).getUint32(at, true) === 0x04034b50
);

Deno.test("storedEntries() tells where the data of each file is", () => {
  const bytes = checkpointBytes();
  const entries = storedEntries(new MemoryAccess(bytes));
  assert.deepEqual([...entries.keys()], [
    "test/data.pkl",
    "test/data/0",
    "test/version",
  ]);
  const { start, size } = entries.get("test/data/0")!;
  assert.deepEqual(bytes.subarray(start, start + size), FOUR_FLOATS);
  assert.equal(start % 64, 0);
});

Deno.test("storedEntries() refuses compressed files, whatever they would become", () => {
  const bomb = { method: 8, stored: 16, size: 2 ** 31 };
  assertRefused(
    listed(bomb),
    'entry "test/data/0" is compressed (method 8, 16 bytes for 2147483648), and PyTorch stores data as they are',
  );
  assertRefused(listed({ method: 8 }), "is compressed (method 8, 16 bytes");
  assertRefused(listed({ method: 14 }), "is compressed (method 14");
  assertRefused(
    listed({ size: 17 }),
    "is compressed (method 0, 16 bytes for 17)",
  );
  assertRefused(
    listed({ stored: 4 }),
    "is compressed (method 0, 4 bytes for 16)",
  );
});

Deno.test("storedEntries() refuses encrypted files", () => {
  assertRefused(listed({ flags: 0x0809 }), 'entry "test/data/0" is encrypted');
});

Deno.test("storedEntries() refuses files that claim more than there is", () => {
  for (const size of [1000, 2 ** 31, UNSET - 1]) {
    assertRefused(
      listed({ stored: size, size }),
      `entry "test/data/0" claims ${size} bytes from 320, past the data's end at`,
    );
  }
});

Deno.test("storedEntries() refuses files that share bytes", () => {
  const reason = "within the entries before it, which end at";
  assertRefused(listed({ local: 0, name: "test/data/1" }), reason);
  // Data that has the next file's header in it: so a few bytes become many files.
  const large = { stored: 250, size: 250 };
  assertRefused(torchZip([{ ...PICKLE, listed: large }, STORAGE]), reason);
  const again = { ...VERSION, listed: { local: LOCAL } };
  assertRefused(torchZip([PICKLE, STORAGE, again]), reason);
});

Deno.test("storedEntries() refuses two files of one name", () => {
  assertRefused(
    torchZip([PICKLE, STORAGE, STORAGE, VERSION]),
    'entry "test/data/0" is there twice',
  );
  assertRefused(
    torchZip([PICKLE, PICKLE, STORAGE, VERSION]),
    'entry "test/data.pkl" is there twice',
  );
});

Deno.test("storedEntries() refuses names that could mean a place outside", () => {
  for (
    const name of [
      "../data.pkl",
      "test/../../data/0",
      "test/data/..",
      "/test/data/0",
      "test//0",
      "./test/0",
      "test/data/",
      "test\\data\\0",
      "test/data/\u0000",
      "..",
      "",
    ]
  ) {
    assertRefused(
      torchZip([PICKLE, { ...STORAGE, name }, VERSION]),
      "could mean a place outside: it was made to deceive",
    );
  }
  const dots = torchZip([PICKLE, STORAGE, { ...VERSION, name: "test/..v/.x" }]);
  assert.deepEqual(readAll(dots), readAll(checkpointBytes()));
});

Deno.test("storedEntries() refuses names that are not UTF-8", () => {
  assertRefused(
    listed({ name: Uint8Array.of(0x74, 0xff) }),
    "its directory has a name that is not UTF-8",
  );
});

Deno.test("storedEntries() refuses a place where the file is not", () => {
  for (const local of [LOCAL + 1, LOCAL - 1, 100_000, UNSET - 1]) {
    assertRefused(
      listed({ local }),
      `entry "test/data/0" is not at ${local}, where it is said to be`,
    );
  }
  for (const localName of ["test/data/1", "test/data/01", ""]) {
    assertRefused(
      torchZip([PICKLE, { ...STORAGE, localName }, VERSION]),
      `entry "test/data/0" is not at ${LOCAL}, where it is said to be`,
    );
  }
});

Deno.test("storedEntries() refuses another number of files than its end record says", () => {
  for (const entries of [0, 2, 4, 65_534, 2 ** 53]) {
    const plain = { entries: Math.min(entries, 0xffff) };
    assertRefused(
      checkpointBytes({}, { plain, wide: { entries } }),
      `its directory lists 3 entries where its end record says ${entries}`,
    );
  }
});

Deno.test("storedEntries() refuses a directory that is no list of files", () => {
  const bytes = checkpointBytes();
  const { start, size } = readEndRecord(new MemoryAccess(bytes));
  for (const at of [start, start + 28, start + 30, start + 32]) {
    const broken = bytes.slice();
    broken[at + 1] = 0xff;
    assertRefused(broken, "its directory is broken at byte 0: it is damaged");
  }
  // Cut within its last file.
  for (const missing of [1, 12, 57]) {
    const end = { size: size - missing };
    const cut = concat([
      bytes.subarray(0, start + size - missing),
      torchZip([], { plain: end }).subarray(-22),
    ]);
    const view = new DataView(cut.buffer);
    view.setUint32(cut.length - 6, start, true);
    assertRefused(cut, "its directory is broken at byte ");
  }
});

Deno.test("storedEntries() reads sizes and places of ZIP64 fields", () => {
  const size = FOUR_FLOATS.length;
  const good = readAll(checkpointBytes());
  for (
    const changes of [
      { size: UNSET, extra: wideExtra(size) },
      { stored: UNSET, extra: wideExtra(size) },
      { local: UNSET, extra: wideExtra(LOCAL) },
      { size: UNSET, stored: UNSET, extra: wideExtra(size, size) },
      {
        ...{ size: UNSET, stored: UNSET, local: UNSET },
        extra: wideExtra(size, size, LOCAL),
      },
    ]
  ) {
    assert.deepEqual(readAll(listed(changes)), good);
  }
});

Deno.test("storedEntries() refuses ZIP64 fields that are missing or contradict", () => {
  const size = FOUR_FLOATS.length;
  const missing = "lacks the ZIP64 fields that it refers to: it is damaged";
  assertRefused(listed({ size: UNSET }), missing);
  assertRefused(listed({ size: UNSET, extra: wideExtra() }), missing);
  assertRefused(
    listed({ size: UNSET, local: UNSET, extra: wideExtra(size) }),
    missing,
  );
  for (const cut of [1, 8, 11]) {
    const extra = wideExtra(size).slice(0, -cut);
    assertRefused(listed({ size: UNSET, extra }), missing);
  }
  assertRefused(
    listed({ size: UNSET, stored: UNSET, extra: wideExtra(16, 17) }),
    "is compressed (method 0, 17 bytes for 16)",
  );
});

Deno.test("storedEntries() refuses ZIP64 values beyond the file", () => {
  for (const large of [2 ** 32, 2 ** 53, 2 ** 63]) {
    const wide = { size: UNSET, stored: UNSET };
    assertRefused(
      listed({ ...wide, extra: wideExtra(large, large) }),
      `claims ${large} bytes`,
    );
    assertRefused(
      listed({ local: UNSET, extra: wideExtra(large) }),
      `is not at ${large}, where it is said to be`,
    );
  }
});

Deno.test("storedEntries() refuses a directory that is too large before it reads it", () => {
  const files = Array.from({ length: 20 }, (_, i) => ({
    ...{ name: `test/data/${i}`, bytes: new Uint8Array() },
    listed: { extra: new Uint8Array(60_000) },
  }));
  const access = new MemoryAccess(torchZip([PICKLE, ...files]));
  assert.throws(() => storedEntries(access), /bytes, more than 1048576/);
  assert.equal(access.bytesRead, 98);
});

Deno.test("storedEntries() finds files beyond 4 GiB", () => {
  const hole = 5 * 2 ** 30;
  const far = { local: UNSET, extra: wideExtra(hole) };
  const [entry] = storedEntries(
    withHole([{ ...STORAGE, listed: far }], { hole, where: "before files" }),
  ).values();
  assert.equal(entry?.start, hole + 64);
  assert.equal(entry.size, FOUR_FLOATS.length);
});

Deno.test("storedEntries() refuses padding that reaches past the data", () => {
  const bytes = checkpointBytes();
  new DataView(bytes.buffer).setUint16(LOCAL + 28, 0xffff, true);
  assertRefused(bytes, 'entry "test/data/0" claims 16 bytes from 65824, past');
});
