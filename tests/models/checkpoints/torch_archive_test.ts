import assert from "node:assert/strict";
import { TorchArchive } from "../../../models/checkpoints/torch_archive.ts";
import {
  checkpointBytes,
  checkpointFiles,
  FOUR_FLOATS,
  ONE_TENSOR,
} from "./checkpoint_bytes.ts";
import { MemoryAccess } from "./memory_access.ts";
import { assertRefused } from "./refused.ts";
import { torchZip, type ZipFile } from "./torch_zip.ts";

Deno.test("TorchArchive finds files within its one folder", () => {
  const archive = new TorchArchive(new MemoryAccess(checkpointBytes()));
  assert.equal(archive.folder, "test");
  assert.deepEqual(archive.pickle(), ONE_TENSOR);
  assert.deepEqual(archive.read(archive.find("data/0")!), FOUR_FLOATS);
  assert.equal(archive.find("test/data/0"), undefined);
  assert.equal(archive.find("../test/data/0"), undefined);
});

Deno.test("TorchArchive refuses an archive without one pickle", () => {
  const [, storage] = checkpointFiles();
  const file = (name: string): ZipFile => ({ name, bytes: ONE_TENSOR });
  const reason = (count: number): string =>
    `it has ${count} entries "<name>/data.pkl" where there must be one: name a file that torch.save wrote`;
  assertRefused(torchZip([storage!]), reason(0));
  assertRefused(torchZip([file("data.pkl"), storage!]), reason(0));
  assertRefused(torchZip([file("a/b/data.pkl"), storage!]), reason(0));
  assertRefused(
    torchZip([file("a/data.pkl"), storage!, file("test/data.pkl")]),
    reason(2),
  );
});

Deno.test("TorchArchive refuses an archive that does not start with a file", () => {
  const reason = "it is no ZIP archive: name a file that torch.save wrote";
  assertRefused(torchZip([]), reason);
  assertRefused(Uint8Array.of(0x80), reason);
  assertRefused(Uint8Array.of(0x50, 0x4b, 3), reason);
  assertRefused(
    Uint8Array.of(0x80, 2, 0x8a, 0x0a),
    "it is in the format of PyTorch before 1.6",
  );
});

Deno.test("TorchArchive refuses a pickle that is too large, unread", () => {
  const data = new Uint8Array(4 * 2 ** 20 + 1);
  const access = new MemoryAccess(checkpointBytes({ data }));
  const archive = new TorchArchive(access);
  const before = access.bytesRead;
  assert.throws(() => archive.pickle(), {
    name: "SyntaxError",
    message:
      'Cannot read the checkpoint "test.pt": its pickle has 4194305 bytes, more than 4194304: save the state_dict() alone',
  });
  assert.equal(access.bytesRead, before);
});

Deno.test("TorchArchive refuses an order that is claimed at length, unread", () => {
  const order = { name: "test/byteorder", bytes: new Uint8Array(100_000) };
  const access = new MemoryAccess(torchZip([...checkpointFiles(), order]));
  assert.throws(() => new TorchArchive(access), /are not little-endian/);
  assert.ok(access.bytesRead < 2000);
});
