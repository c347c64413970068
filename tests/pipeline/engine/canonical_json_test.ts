import assert from "node:assert/strict";
import fc from "fast-check";
import { canonicalJson } from "../../../pipeline/engine/canonical_json.ts";
import type { Json } from "../../../pipeline/engine/json.ts";

// The example of RFC 8785, section 3.2.2, and its canonical form of section 3.2.3.
Deno.test("canonicalJson() writes the example of RFC 8785", () => {
  const value = JSON.parse(
    String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`,
  );
  assert.equal(
    canonicalJson(value),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
});

// RFC 8785, section 3.2.3: the order of the code units, not that of the code points.
Deno.test("canonicalJson() sorts members by UTF-16 code units", () => {
  const value = {
    "\u20ac": "Euro Sign",
    "\r": "Carriage Return",
    "\ufb33": "Hebrew Letter Dalet With Dagesh",
    "1": "One",
    "\ud83d\ude00": "Emoji: Grinning Face",
    "\u0080": "Control",
    "\u00f6": "Latin Small Letter O With Diaeresis",
  };
  assert.deepEqual(Object.values(JSON.parse(canonicalJson(value))), [
    // The integer-like name comes first in any JavaScript object.
    "One",
    "Carriage Return",
    "Control",
    "Latin Small Letter O With Diaeresis",
    "Euro Sign",
    "Emoji: Grinning Face",
    "Hebrew Letter Dalet With Dagesh",
  ]);
  assert.equal(
    canonicalJson({ "10": 1, "9": 2, a: 3, "": 4 }),
    '{"":4,"10":1,"9":2,"a":3}',
  );
});

// RFC 8785, appendix B: IEEE 754 bits in hexadecimal, and the text of the number.
const NUMBERS: readonly (readonly [string, string])[] = [
  ["0000000000000000", "0"],
  ["8000000000000000", "0"],
  ["0000000000000001", "5e-324"],
  ["8000000000000001", "-5e-324"],
  ["7fefffffffffffff", "1.7976931348623157e+308"],
  ["ffefffffffffffff", "-1.7976931348623157e+308"],
  ["4340000000000000", "9007199254740992"],
  ["c340000000000000", "-9007199254740992"],
  ["4430000000000000", "295147905179352830000"],
  ["44b52d02c7e14af5", "9.999999999999997e+22"],
  ["44b52d02c7e14af6", "1e+23"],
  ["44b52d02c7e14af7", "1.0000000000000001e+23"],
  ["444b1ae4d6e2ef4e", "999999999999999700000"],
  ["444b1ae4d6e2ef4f", "999999999999999900000"],
  ["444b1ae4d6e2ef50", "1e+21"],
  ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
  ["3eb0c6f7a0b5ed8d", "0.000001"],
  ["41b3de4355555553", "333333333.3333332"],
  ["41b3de4355555554", "333333333.33333325"],
  ["41b3de4355555555", "333333333.3333333"],
  ["41b3de4355555556", "333333333.3333334"],
  ["41b3de4355555557", "333333333.33333343"],
  ["becbf647612f3696", "-0.0000033333333333333333"],
  ["43143ff3c1cb0959", "1424953923781206.2"],
];

Deno.test("canonicalJson() writes the numbers of RFC 8785", () => {
  for (const [bits, text] of NUMBERS) {
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt(`0x${bits}`));
    assert.equal(canonicalJson(view.getFloat64(0)), text, bits);
  }
});

const REFUSED: Record<string, [unknown, string]> = {
  "not a number": [{ a: [1, NaN] }, 'Cannot write NaN as JSON at "$.a[1]"'],
  "an infinity": [-Infinity, 'Cannot write -Infinity as JSON at "$"'],
  "undefined": [{ a: undefined }, 'Cannot write undefined as JSON at "$.a"'],
  "a hole": [[1, , 3], 'Cannot write undefined as JSON at "$[1]"'],
  "a big integer": [1n, 'Cannot write bigint as JSON at "$"'],
  "a function": [{ f() {} }, 'Cannot write function as JSON at "$.f"'],
  "a date": [
    { at: new Date(0) },
    'Cannot write an instance of "Date" as JSON at "$.at"',
  ],
  "a map": [new Map(), 'Cannot write an instance of "Map" as JSON at "$"'],
  "bytes": [
    { b: new Uint8Array(1) },
    'Cannot write an instance of "Uint8Array" as JSON at "$.b"',
  ],
  "a lone surrogate": [
    { a: "\ud800" },
    'Cannot write a lone surrogate as JSON at "$.a"',
  ],
  "a lone surrogate in a name": [
    { "\udc00": 1 },
    'Cannot write a lone surrogate as JSON at "$"',
  ],
};

for (const [name, [value, message]] of Object.entries(REFUSED)) {
  Deno.test(`canonicalJson() refuses ${name}`, () => {
    assert.throws(() => canonicalJson(value as Json), {
      name: "TypeError",
      message,
    });
  });
}

Deno.test("canonicalJson() has one text for equal values, and it reads back equal", () => {
  const json = fc.jsonValue({ noUnicodeString: false }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(json, (value) => {
      const text = canonicalJson(value);
      assert.equal(canonicalJson(shuffled(value)), text);
      assert.equal(canonicalJson(JSON.parse(text)), text);
    }),
    { seed: 5, numRuns: 50 },
  );
});

Deno.test("canonicalJson() has two texts for two values", () => {
  const values: Json[] = [
    null,
    "null",
    "",
    [],
    {},
    [[]],
    [null],
    { a: null },
    { a: "" },
    0,
    "0",
    false,
    ["ab", "c"],
    ["a", "bc"],
    { a: "b", c: "d" },
    { a: "d", c: "b" },
    "é",
    "e\u0301",
  ];
  assert.equal(new Set(values.map(canonicalJson)).size, values.length);
});

/** The value with the members of its objects in the opposite order. */
function shuffled(value: Json): Json {
  if (Array.isArray(value)) return value.map(shuffled);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, x]) => [name, shuffled(x)]);
  return Object.fromEntries(members.reverse());
}
