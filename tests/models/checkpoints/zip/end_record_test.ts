import assert from "node:assert/strict";
import { readEndRecord } from "../../../../models/checkpoints/zip/end_record.ts";
import { checkpointBytes, checkpointFiles } from "../checkpoint_bytes.ts";
import { MemoryAccess } from "../memory_access.ts";
import { assertRefused } from "../refused.ts";
import { concat, torchZip } from "../torch_zip.ts";

const TRUE_END = readEndRecord(new MemoryAccess(checkpointBytes()));

Deno.test("readEndRecord() reads the two end records that PyTorch writes, and no more", () => {
  const access = new MemoryAccess(checkpointBytes());
  const { entries, start, size } = readEndRecord(access);
  assert.equal(entries, 3);
  assert.equal(start + size + 56 + 20 + 22, access.size);
  assert.equal(access.bytesRead, 98);
});

Deno.test("readEndRecord() takes an archive without ZIP64 records", () => {
  const bytes = checkpointBytes({}, { wide: false });
  assert.deepEqual(readEndRecord(new MemoryAccess(bytes)), TRUE_END);
  const empty = torchZip([], { wide: false });
  assert.equal(empty.length, 22);
  assert.deepEqual(readEndRecord(new MemoryAccess(empty)), {
    entries: 0,
    size: 0,
    start: 0,
  });
});

Deno.test("readEndRecord() takes from the ZIP64 record what the other leaves to it", () => {
  const left = { entries: 0xffff, size: 0xffffffff, start: 0xffffffff };
  const bytes = checkpointBytes({}, { plain: left });
  assert.deepEqual(readEndRecord(new MemoryAccess(bytes)), TRUE_END);
  assertRefused(
    checkpointBytes({}, { plain: left, wide: false }),
    "its directory (4294967295 bytes from 4294967295) does not end where",
  );
});

Deno.test("readEndRecord() refuses records that contradict each other", () => {
  for (const field of ["entries", "size", "start"] as const) {
    const [one, other] = [TRUE_END[field], TRUE_END[field] + 1];
    assertRefused(
      checkpointBytes({}, { plain: { [field]: other } }),
      `its end records contradict each other: ${field} is ${other} in one and ${one} in the other`,
    );
    assertRefused(
      checkpointBytes({}, { wide: { [field]: other } }),
      `its end records contradict each other: ${field} is ${one} in one and ${other} in the other`,
    );
  }
});

Deno.test("readEndRecord() refuses a ZIP64 record anywhere else than before its locator", () => {
  for (const position of [0, TRUE_END.start, 2 ** 40, 2 ** 53]) {
    assertRefused(
      checkpointBytes({}, { wide: { position } }),
      `its ZIP64 locator points at ${position}, and the one place where PyTorch has that record`,
    );
  }
  const bytes = checkpointBytes();
  bytes[bytes.length - 98]! ^= 1;
  assertRefused(bytes, "and the one place where PyTorch has that record");
});

Deno.test("readEndRecord() refuses a directory past the end, or elsewhere than before its end", () => {
  const left = { entries: 0xffff, size: 0xffffffff, start: 0xffffffff };
  for (const start of [0, TRUE_END.start - 1, TRUE_END.start + 1, 2 ** 62]) {
    assertRefused(
      checkpointBytes({}, { plain: left, wide: { start } }),
      "does not end where its end record begins",
    );
  }
  assertRefused(
    checkpointBytes({}, { plain: left, wide: { size: 2 ** 63 } }),
    "does not end where its end record begins",
  );
  assertRefused(
    checkpointBytes({}, { gap: new Uint8Array(5) }),
    "does not end where its end record begins",
  );
});

Deno.test("readEndRecord() refuses a comment, so that none can hide another archive", () => {
  const reason = "it does not end with an end record without comment";
  for (const comment of [Uint8Array.of(0), new Uint8Array(0xffff)]) {
    assertRefused(checkpointBytes({}, { comment }), reason);
  }
  // Another archive's end: who looks for the last end record sees that archive, who
  // looks for one whose comment reaches to the file's end sees this one.
  const first = checkpointFiles().slice(0, 1);
  const other = torchZip(first, { wide: false });
  const { start } = readEndRecord(new MemoryAccess(other));
  const tail = other.subarray(start);
  assertRefused(
    checkpointBytes({}, { comment: tail }),
    "does not end where its end record begins",
  );
  assertRefused(
    checkpointBytes({}, { comment: concat([tail, Uint8Array.of(0)]) }),
    reason,
  );
});

Deno.test("readEndRecord() refuses files that are empty, of zeros or of something else", () => {
  for (const length of [0, 1, 21, 22, 98, 5000]) {
    const reason = "it is no ZIP archive: name a file that torch.save wrote";
    assertRefused(new Uint8Array(length), reason);
    const start = Uint8Array.of(0x50, 0x4b, 3, 4);
    assertRefused(
      concat([start, new Uint8Array(length)]),
      "it does not end with an end record",
    );
  }
});
