import fc from "fast-check";
import type { Operation, Schema } from "./testing-apis.ts";

/** A request by somebody who means well, means harm, or has made a mistake. */
export interface Shot {
  path: string;
  body?: string;
  headers: Record<string, string>;
  groups?: readonly string[];
}

/** Values that the system knows, by the name of the parameter or field; any of them may appear anywhere. */
export type Known = Record<string, string[]>;

const oddTexts = [
  "",
  " ",
  "?",
  "null",
  "é ß 도넛",
  "🍩",
  "Pat \ud83c",
  "\udf69",
  "\u0000",
  "a\u0000b",
  "\ufffe",
  "\uffff",
  "\u000b",
  "\u202e",
  "__proto__",
  "constructor",
  "hasOwnProperty",
  "../..",
  "a/b",
  "a b",
  "-1",
  "1e400",
  "2026-13-45T00:00:00Z",
  "Infinity",
  "x".repeat(129),
  "x".repeat(2_049),
  "넛".repeat(5_000),
];
const oddNumbers = [0, -0, -1, 0.1, 1.5, 1e-320, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 1e308];

const oddText = fc.oneof(fc.constantFrom(...oddTexts), fc.string({ unit: "binary", maxLength: 40 }));
const oddNumber = fc.oneof(fc.constantFrom(...oddNumbers), fc.double(), fc.integer());
const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  oddText,
  oddNumber,
  fc.constantFrom(null, true, false, [], {}, [[]], [null], { a: 1 }),
  fc.constant(Array(200).fill("x")),
  fc.jsonValue({ maxDepth: 3 }),
);

const deep = `${"[".repeat(20_000)}${"]".repeat(20_000)}`;
const brokenBodies = [
  "",
  "{",
  "null",
  "[]",
  '"text"',
  "1e999",
  '{"__proto__": {"a": 1}}',
  '{"a": 1, "a": 2}',
  "\ufeff{}",
  '"\\ud83c"',
  "\u0000",
  deep,
  `{"filter": ${deep}}`,
  `"${"x".repeat(70_000)}"`,
];

/** @returns requests for the operation, most of which are nearly valid */
export function shotsAt({ parameters, body, path, resolve }: Operation, known: Known): fc.Arbitrary<Shot> {
  const of = (place: string) => parameters.filter(({ in: it }) => it === place);
  const values = (place: string, odd: fc.Arbitrary<string>) =>
    fc.record(
      Object.fromEntries(of(place).map(({ name, schema }) => [name, parameterText(name, schema, known, resolve, odd)])),
      { requiredKeys: of(place).flatMap(({ name, required }) => (required ? [name] : [])) },
    );
  const cursor = fc.jsonValue({ maxDepth: 2 }).map((value) => Buffer.from(JSON.stringify(value)).toString("base64url"));
  const inPath = fc.oneof(oddText.map(escaped), fc.constantFrom("%ED%A0%BC", "%", "%00", "%2F", "%zz", "a%20b"));
  // HTTP allows no other control character in a header.
  const inHeader = oddText.map((text) => text.toWellFormed().replaceAll(/[^\t\u0020-\u007e\u0080-\uffff]/g, ""));
  return fc
    .record({
      params: values("path", inPath),
      query: values("query", fc.oneof(oddText, cursor).map(escaped)),
      headers: values("header", inHeader),
      body: body ? bodyText(body.schema, known, resolve) : fc.constant(undefined),
      type: fc.oneof(
        { weight: 12, arbitrary: fc.constant(body?.type ?? "application/json") },
        { weight: 1, arbitrary: fc.constantFrom("", "text/plain", "application/json; charset=utf-16", "*/*") },
      ),
      groups: fc.oneof(
        { weight: 8, arbitrary: fc.constant<readonly string[]>(["operators"]) },
        { weight: 1, arbitrary: fc.constantFrom<(readonly string[] | undefined)[]>(undefined, [], ["viewers"]) },
      ),
    })
    .map(({ params, query, headers, body, type, groups }): Shot => {
      const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
      const search = Object.entries(query).map(([name, value]) => `${name}=${value}`);
      return {
        path: [filled, ...(search.length > 0 ? [search.join("&")] : [])].join("?"),
        headers: { ...headers, "content-type": type },
        ...(body !== undefined && { body }),
        ...(groups && { groups }),
      };
    });
}

function parameterText(
  name: string,
  schema: Schema,
  known: Known,
  resolve: Operation["resolve"],
  odd: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const fitting = fittingValue(name, schema, known, resolve).map((value) => escaped(String(value)));
  return fc.oneof({ weight: 4, arbitrary: fitting }, { weight: 1, arbitrary: odd });
}

function bodyText(schema: Schema, known: Known, resolve: Operation["resolve"]): fc.Arbitrary<string | undefined> {
  return fc.oneof(
    { weight: 12, arbitrary: value("", schema, known, resolve).map((it) => JSON.stringify(it)) },
    { weight: 2, arbitrary: fc.constantFrom(...brokenBodies) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
}

/** Mostly a value that the schema accepts, sometimes something else. */
function value(name: string, schema: Schema, known: Known, resolve: Operation["resolve"]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 9, arbitrary: fittingValue(name, schema, known, resolve) },
    { weight: 1, arbitrary: oddValue },
  );
}

function fittingValue(name: string, given: Schema, known: Known, resolve: Operation["resolve"]): fc.Arbitrary<unknown> {
  const schema = resolve(given);
  const { anyOf, oneOf, allOf, properties, items, required = [], format } = schema;
  const type = [schema.type ?? []].flat();
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = anyOf ?? oneOf ?? allOf;
  if (parts) return fc.oneof(...parts.map((part) => fittingValue(name, part, known, resolve)));
  if (properties) {
    const fields = Object.entries(properties).map(([key, field]) => [key, value(key, field, known, resolve)]);
    const more = fc.dictionary(oddText, oddValue, { maxKeys: 1 });
    const record = fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
      requiredKeys: required,
    });
    return fc.oneof(
      { weight: 9, arbitrary: record },
      { weight: 1, arbitrary: fc.tuple(record, more).map(([one, two]) => ({ ...one, ...two })) },
    );
  }
  if (type.includes("array"))
    return fc.array(value(name, items ?? {}, known, resolve), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.min(3, schema.maxItems ?? 3),
    });
  if (type.includes("boolean")) return fc.boolean();
  if (type.includes("integer") || type.includes("number")) return fittingNumber(schema, type.includes("integer"));
  if (!type.includes("string")) return oddValue;
  if (format === "date-time") return fc.constantFrom("2026-11-20T10:00:00.000Z", "2030-01-01T00:00:00Z");
  if (format === "email") return fc.constantFrom("mina@example.com", "MINA@Example.COM ");
  if (format === "uuid") return fc.uuid();
  const meant = known[name] ?? [];
  return fc.oneof(
    ...(meant.length > 0 ? [{ weight: 6, arbitrary: fc.constantFrom(...meant) }] : []),
    {
      weight: 1,
      arbitrary: fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(20, schema.maxLength ?? 20) }),
    },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
    { weight: 1, arbitrary: fc.constant("x".repeat(Math.min(50_000, schema.maxLength ?? 50_000))) },
  );
}

function fittingNumber({ minimum = -1_000, maximum = 1_000 }: Schema, whole: boolean): fc.Arbitrary<number> {
  const ends = fc.constantFrom(minimum, maximum);
  const range = { min: Math.ceil(Math.max(minimum, -1e6)), max: Math.floor(Math.min(maximum, 1e6)) };
  const between = fc.integer(range);
  return whole
    ? fc.oneof(ends, between)
    : fc.oneof(ends, between, fc.double({ min: minimum, max: maximum, noNaN: true }));
}

/** Escapes as a client does for a URL, which cannot contain half of a surrogate pair. */
function escaped(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
