import assert from "node:assert/strict";
import fc from "fast-check";
import { fromFileUrl } from "../../support/paths.ts";
import { checkpointBytes, ONE_TENSOR } from "./checkpoint_bytes.ts";
import { outcomeOf, readAll } from "./refused.ts";
import { concat } from "./torch_zip.ts";

/** A file of PyTorch's own, and one as small as can be. */
const FILES = {
  "PyTorch's": Deno.readFileSync(
    fromFileUrl(new URL("fixtures/views.pt", import.meta.url)),
  ),
  "a small one": checkpointBytes(),
};

/** Whether a file is read as it was, or refused; anything else fails. */
function isReadAsBefore(
  bytes: Uint8Array,
  expected: ReturnType<typeof readAll>,
): boolean {
  const outcome = outcomeOf(bytes);
  if (typeof outcome === "string") return false;
  assert.deepEqual(outcome, expected);
  return true;
}

for (const [name, file] of Object.entries(FILES)) {
  const expected = readAll(file);

  Deno.test(`Checkpoint.open() refuses every cut of a file: ${name}`, () => {
    for (let length = 0; length < file.length; length++) {
      const outcome = outcomeOf(file.subarray(0, length));
      assert.equal(
        outcome,
        length < 4
          ? "it is no ZIP archive: name a file that torch.save wrote"
          : "it does not end with an end record without comment, so it was cut short or added to: fetch it again",
      );
    }
  });

  Deno.test(`Checkpoint.open() refuses a file without its start: ${name}`, () => {
    for (let start = 1; start < file.length; start++) {
      assert.equal(typeof outcomeOf(file.subarray(start)), "string");
    }
  });

  Deno.test(`Checkpoint.read() never gives other numbers for a changed byte: ${name}`, () => {
    let same = 0;
    for (let at = 0; at < file.length; at++) {
      for (const change of [0x01, 0x80, 0xff]) {
        const bytes = file.slice();
        bytes[at]! ^= change;
        if (isReadAsBefore(bytes, expected)) same++;
      }
    }
    // Padding, times, and what only other readers look at.
    assert.ok(same > file.length / 2, `${same} were read`);
  });

  Deno.test(`Checkpoint.read() never gives other numbers for a file in pieces: ${name}`, () => {
    const place = fc.nat(file.length);
    const edit = fc.record({
      at: place,
      removed: fc.nat(12),
      from: place,
      copied: fc.nat(80),
      random: fc.uint8Array({ maxLength: 6 }),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let bytes: Uint8Array = file;
        for (const { at, removed, from, copied, random } of edits) {
          bytes = concat([
            bytes.subarray(0, at),
            random,
            bytes.subarray(from, from + copied),
            bytes.subarray(at + removed),
          ]);
        }
        isReadAsBefore(bytes, expected);
      }),
      { seed: 17, numRuns: 3000 },
    );
  });

  Deno.test(`Checkpoint.read() never gives other numbers for bytes changed at random: ${name}`, () => {
    const change = fc.record({
      at: fc.nat(file.length - 1),
      value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0xff), fc.nat(255)),
      length: fc.constantFrom(1, 1, 2, 4, 8),
    });
    fc.assert(
      fc.property(
        fc.array(change, { minLength: 1, maxLength: 4 }),
        (changes) => {
          const bytes = file.slice();
          for (const { at, value, length } of changes) {
            bytes.fill(value, at, at + length);
          }
          isReadAsBefore(bytes, expected);
        },
      ),
      { seed: 19, numRuns: 3000 },
    );
  });
}

Deno.test("Checkpoint.open() refuses or understands a pickle changed at random whose CRC-32 is right", () => {
  let read = 0;
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          at: fc.nat(ONE_TENSOR.length - 1),
          removed: fc.nat(3),
          added: fc.uint8Array({ maxLength: 3 }),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      (edits) => {
        let bytes: Uint8Array = ONE_TENSOR;
        for (const { at, removed, added } of edits) {
          bytes = concat([
            bytes.subarray(0, at),
            added,
            bytes.subarray(at + removed),
          ]);
        }
        if (typeof outcomeOf(checkpointBytes({ data: bytes })) !== "string") {
          read++;
        }
      },
    ),
    { seed: 23, numRuns: 10_000 },
  );
  assert.ok(read > 100, `${read} were read`);
});
