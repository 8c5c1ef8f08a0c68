import { afterAll, beforeAll, expect, test } from "vitest";
import { startEngines } from "../testing.ts";
import { everyOperation, type Schema } from "../testing-apis.ts";

let engines: Awaited<ReturnType<typeof startEngines>>;
beforeAll(async () => {
  engines = await startEngines();
});
afterAll(() => engines.stop());

/** These formats limit a text's length by themselves. */
const boundedFormats = new Set(["date-time", "uuid"]);

test("every text, list and number in a request has a limit", async () => {
  const operations = await everyOperation();
  const unbounded = operations.flatMap(({ api, method, path, parameters, body, resolve }) => {
    const inputs = [
      ...parameters.map(({ name, schema }) => ({ at: name, schema })),
      ...(body ? [{ at: "body", schema: body.schema }] : []),
    ];
    return inputs.flatMap(({ at, schema }) =>
      endlessIn(schema, at, resolve).map((place) => `${api}: ${method} ${path} ${place}`),
    );
  });
  expect(operations.length).toBeGreaterThan(70);
  expect(unbounded).toEqual([]);
});

function endlessIn(given: Schema, at: string, resolve: (schema: Schema) => Schema): string[] {
  const schema = resolve(given);
  const { anyOf = [], oneOf = [], allOf = [], properties = {}, items, additionalProperties } = schema;
  const parts = [...anyOf, ...oneOf, ...allOf].flatMap((part) => endlessIn(part, at, resolve));
  const fields = Object.entries(properties).flatMap(([name, field]) => endlessIn(field, `${at}/${name}`, resolve));
  const list = items ? endlessIn(items, `${at}/*`, resolve) : [];
  const others = typeof additionalProperties === "object" ? [`${at}/… of any name`] : [];
  return [...(hasEnd(schema) ? [] : [at]), ...parts, ...fields, ...list, ...others];
}

function hasEnd({
  type,
  enum: values,
  const: only,
  format = "",
  maxLength,
  maxItems,
  minimum,
  maximum,
}: Schema): boolean {
  if (values !== undefined || only !== undefined) return true;
  const types = [type ?? []].flat();
  if (types.includes("string") && maxLength === undefined && !boundedFormats.has(format)) return false;
  if (types.includes("array") && maxItems === undefined) return false;
  const isNumber = types.includes("integer") || types.includes("number");
  return !isNumber || (minimum !== undefined && maximum !== undefined);
}
