import fc from "fast-check";
import { expect, test } from "vitest";
import { frameSizes } from "./frame-sizes.ts";

test("the size of every frame is reported, however the bytes are split", () => {
  const size = fc.oneof(fc.nat(200), fc.constantFrom(125, 126, 65_535, 65_536, 70_000));
  fc.assert(
    fc.property(fc.array(size, { maxLength: 8 }), fc.array(fc.integer({ min: 1, max: 5_000 })), (sizes, cuts) => {
      const bytes = Buffer.concat(sizes.flatMap((length) => frame(Buffer.alloc(length, "x"))));
      const told: number[] = [];
      const read = frameSizes((length) => told.push(length));
      for (const chunk of cut(bytes, cuts)) read(chunk);
      expect(told).toEqual(sizes);
    }),
  );
});

test("a frame's size is reported before its payload arrives", () => {
  const told: number[] = [];
  const [head] = frame(Buffer.alloc(40_000));
  frameSizes((length) => told.push(length))(head as Buffer);
  expect(told).toEqual([40_000]);
});

/** A client's frame: its head with a mask, and its payload. */
function frame(payload: Buffer): Buffer[] {
  const mask = Buffer.from([1, 2, 3, 4]);
  return [Buffer.concat([lengthOf(payload.length), mask]), payload];
}

function lengthOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, 0x80 | length]);
  if (length < 65_536) return Buffer.from([0x81, 0x80 | 126, length >> 8, length & 0xff]);
  const head = Buffer.alloc(10);
  head.set([0x81, 0x80 | 127]);
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

function cut(bytes: Buffer, sizes: number[]): Buffer[] {
  const [size = bytes.length, ...others] = sizes;
  if (bytes.length === 0) return [];
  return [bytes.subarray(0, size), ...cut(bytes.subarray(size), others)];
}
