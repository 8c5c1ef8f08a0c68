import fc from "fast-check";
import { expect, test } from "vitest";
import { openStopToken, stopToken } from "./stop-link.ts";

const link = { shortageId: "01a1", productId: "glazed" };
const now = Date.parse("2026-11-20T12:00:00Z");
const days = 24 * 3600_000;

test("a link works for seven days, then reports that it has expired", () => {
  const token = stopToken(link, "secret", now);
  expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
  expect(openStopToken(token, "secret", now + 7 * days)).toMatchObject({ status: "valid", ...link });
  expect(openStopToken(token, "secret", now + 7 * days + 1)).toEqual({ status: "expired" });
});

test("no other text is accepted, and no other secret", () => {
  const token = stopToken(link, "secret", now);
  expect(openStopToken(token, "secret2", now)).toEqual({ status: "invalid" });
  const [payload = "", signature = ""] = token.split(".");
  const changed = Buffer.from(payload, "base64url").toString().replace("glazed", "matcha");
  expect(openStopToken(`${Buffer.from(changed).toString("base64url")}.${signature}`, "secret", now).status).toBe(
    "invalid",
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(openStopToken(text, "secret", now)).toEqual({ status: "invalid" });
    }),
  );
});
