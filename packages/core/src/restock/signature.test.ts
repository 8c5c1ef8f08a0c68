import { createHmac } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { verifySignature } from "./signature.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const sign = (body: string, secret: string, seconds = now / 1000) =>
  `t=${seconds},v1=${createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex")}`;

test("a body signed with the secret is valid", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.string({ minLength: 1 }), (body, secret) => {
      expect(verifySignature(sign(body, secret), body, secret, now)).toEqual({ status: "valid" });
    }),
  );
});

test("a signature is invalid for another body, secret or time", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (body, other, secret) => {
      fc.pre(body !== other);
      const header = sign(body, secret);
      expect(verifySignature(header, other, secret, now).status).toBe("invalid");
      expect(verifySignature(header, body, `${secret}x`, now).status).toBe("invalid");
      expect(verifySignature(header.replace("t=1", "t=2"), body, secret, now).status).toBe("invalid");
    }),
  );
});

test("a signature is valid within five minutes of its time", () => {
  for (const [seconds, status] of [
    [-301, "invalid"],
    [-300, "valid"],
    [300, "valid"],
    [301, "invalid"],
  ] as const)
    expect(verifySignature(sign("{}", "s", now / 1000 + seconds), "{}", "s", now).status).toBe(status);
});

test.each([undefined, "", "t=1", "v1=00", "t=x,v1=00", `t=1,v1=${"0".repeat(63)}`, `t=1,v1=${"0".repeat(64)}, `])(
  "%j is no signature",
  (header) => {
    expect(verifySignature(header, "{}", "s", now).status).toBe("invalid");
  },
);
