import assert from "node:assert/strict";
import { packTar, type TarEntry } from "modern-tar";
import { readTar, streamTar } from "../../../data/archive/read_tar.ts";

const encoder = new TextEncoder();

function fileEntry(name: string, text: string): TarEntry {
  const size = encoder.encode(text).length;
  return { header: { name, size, type: "file" }, body: text };
}

/** An archive as a stream of chunks of the given size. */
function streamOf(
  archive: Uint8Array<ArrayBuffer>,
  chunk = 1 << 16,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let at = 0;
  return new ReadableStream({
    pull(controller): void {
      if (at >= archive.length) return controller.close();
      controller.enqueue(archive.slice(at, at + chunk));
      at += chunk;
    },
  });
}

async function read(
  archive: Uint8Array<ArrayBuffer>,
  options: { chunk?: number; wanted?: (name: string) => boolean } = {},
): Promise<[string, string][]> {
  const { chunk, wanted } = options;
  const files: [string, string][] = [];
  for await (
    const { name, bytes } of readTar(streamOf(archive, chunk), {
      name: "a.tar",
      ...(wanted === undefined ? {} : { wanted }),
    })
  ) {
    files.push([name, new TextDecoder().decode(bytes)]);
  }
  return files;
}

Deno.test("readTar() yields names and bytes in the archive's order, whatever the chunks", async () => {
  const long = `${"folder-".repeat(30)}/Köbnerization (1).json`;
  const files: [string, string][] = [
    ["b.json", "{}"],
    ["a (2).json", ""],
    [long, "x".repeat(5000)],
  ];
  const archive = await packTar(
    files.map(([name, text]) => fileEntry(name, text)),
  );

  for (const chunk of [1, 511, 512, 1 << 16]) {
    assert.deepEqual(await read(archive, { chunk }), files);
  }
});

Deno.test("readTar() says whether a file is executable", async () => {
  const archive = await packTar([
    { header: { name: "run", size: 0, mode: 0o755 }, body: "" },
    { header: { name: "read", size: 0, mode: 0o644 }, body: "" },
  ]);
  const executable: boolean[] = [];
  for await (const file of readTar(streamOf(archive), { name: "a.tar" })) {
    executable.push(file.executable);
  }

  assert.deepEqual(executable, [true, false]);
});

Deno.test("readTar() passes over folders and unwanted files of any size, and yields the rest", async () => {
  const names = Array.from({ length: 200 }, (_, i) => `${i}.txt`);
  const archive = await packTar([
    { header: { name: "folder/", size: 0, type: "directory" } },
    ...names.map((name, i) => fileEntry(name, name.repeat(i * 37))),
  ]);

  for (const every of [1, 2, 3, 50]) {
    const wanted = (name: string): boolean => parseInt(name) % every === 0;
    assert.deepEqual(
      (await read(archive, { wanted })).map(([name]) => name),
      names.filter(wanted),
    );
  }
});

Deno.test("readTar() stops where its reader stops, and lets go of the stream", async () => {
  const archive = await packTar(
    ["a", "b", "c"].map((name) => fileEntry(name, name.repeat(3_000_000))),
  );
  const path = await Deno.makeTempFile();
  await Deno.writeFile(path, archive);
  try {
    // The test fails if the file is still open at its end.
    const file = await Deno.open(path);
    for await (const { name } of readTar(file.readable, { name: path })) {
      if (name === "a") break;
    }
  } finally {
    await Deno.remove(path);
  }
});

Deno.test("readTar() refuses names that leave the archive, and names that occur twice", async () => {
  for (const name of ["../a", "a/../../b", "/etc/passwd", "a\\b", "./a"]) {
    await assert.rejects(read(await packTar([fileEntry(name, "")])), {
      name: "SyntaxError",
      message:
        `Cannot read archive "a.tar": "${name}" leads outside the archive: pack relative names`,
    });
  }
  await assert.rejects(
    read(await packTar([fileEntry("a", "1"), fileEntry("a", "2")])),
    { name: "SyntaxError", message: /"a" occurs twice/ },
  );
});

Deno.test("readTar() refuses links and devices", async () => {
  for (const type of ["symlink", "link", "character-device"] as const) {
    const header = { name: "a", size: 0, type, linkname: "/etc/passwd" };
    await assert.rejects(read(await packTar([{ header }])), {
      name: "SyntaxError",
      message:
        `Cannot read archive "a.tar": "a" is a ${type}: pack plain files only`,
    });
  }
});

Deno.test("readTar() refuses archives that are cut short or damaged", async () => {
  const archive = await packTar([
    fileEntry("a", "x".repeat(3000)),
    fileEntry("b", "y".repeat(3000)),
  ]);
  const damaged = archive.slice();
  damaged[3] = 0x7a;
  const cases = [
    archive.slice(0, 700),
    archive.slice(0, 3000 + 1000),
    archive.slice(0, 5000),
    damaged,
    Uint8Array.from(encoder.encode("{}".repeat(1000))),
  ];
  for (const bytes of cases) {
    await assert.rejects(read(bytes), {
      name: "SyntaxError",
      message:
        /^Cannot read archive "a\.tar": .*: supply the whole archive anew$/,
    });
  }
});

Deno.test("streamTar() drops what its reader leaves of a file, and goes on with the next", async () => {
  const names = ["a", "empty", "b", "c", "d"];
  const archive = await packTar(
    names.map((name) =>
      fileEntry(name, name === "empty" ? "" : name.repeat(200_000))
    ),
  );
  for (const chunk of [511, 1 << 16]) {
    const read: [string, number, string][] = [];
    for await (
      const { name, size, chunks } of streamTar(streamOf(archive, chunk), {
        name: "a.tar",
      })
    ) {
      let text = "";
      // Of the first nothing, of the second some, of the others all.
      if (name !== "a") {
        for await (const bytes of chunks) {
          text += new TextDecoder().decode(bytes);
          if (name === "b") break;
        }
      }
      read.push([name, size, text]);
    }
    const [a, empty, b, ...rest] = read;
    assert.deepEqual(a, ["a", 200_000, ""]);
    assert.deepEqual(empty, ["empty", 0, ""]);
    assert.ok(/^b+$/.test(b![2]) && b![2].length < 200_000);
    assert.deepEqual(
      rest,
      ["c", "d"].map((name) => [name, 200_000, name.repeat(200_000)]),
    );
  }
});

Deno.test("streamTar() holds little of a large file", async () => {
  // 64 MiB, of which the source counts how much it was asked for.
  const size = 1 << 26;
  const [head] = [
    await packTar([{ header: { name: "a", size: 0 }, body: "" }]),
  ];
  const header = head!.slice(0, 512);
  header.set(encoder.encode(size.toString(8).padStart(11, "0")), 124);
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.set(encoder.encode(`${sum.toString(8).padStart(6, "0")}\0 `), 148);
  let given = 0;
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull(controller): void {
      if (given === 0) controller.enqueue(header);
      else if (given <= size) controller.enqueue(new Uint8Array(1 << 16));
      else {
        controller.enqueue(new Uint8Array(1024));
        return controller.close();
      }
      given += given === 0 ? 1 : 1 << 16;
    },
  });
  let read = 0;
  let most = 0;
  for await (const { chunks } of streamTar(stream, { name: "a.tar" })) {
    for await (const bytes of chunks) {
      read += bytes.length;
      most = Math.max(most, given - read);
    }
  }
  assert.equal(read, size);
  assert.ok(most < 1 << 22, `${most} bytes ahead of the reader`);
});

Deno.test("streamTar() tells of damage while a file is read", async () => {
  const archive = await packTar([fileEntry("a", "x".repeat(300_000))]);
  const read = async (): Promise<void> => {
    const stream = streamOf(archive.slice(0, 100_000), 1000);
    for await (const { chunks } of streamTar(stream, { name: "a.tar" })) {
      for await (const _ of chunks) { /* until it breaks */ }
      assert.fail("the file ended");
    }
  };
  await assert.rejects(read(), {
    name: "SyntaxError",
    message:
      /^Cannot read archive "a\.tar": .*: supply the whole archive anew$/,
  });
});
