import { expect, test } from "vitest";
import { decide, policySchema } from "./policy.ts";

const action = "execute-api:Invoke";
const resource = "arn:aws:execute-api:us-east-1:000000000000:Chat/$default/$connect";

const decided = (...statements: object[]) => decide(policySchema.parse({ Statement: statements }), action, resource);
const allow = (Resource: string | string[], Action: string | string[] = action) => ({
  Effect: "Allow",
  Action,
  Resource,
});

test("what is not allowed is denied, and a denial wins", () => {
  expect(decided()).toBe("not allowed");
  expect(decided(allow(resource))).toBe("allowed");
  expect(decided(allow(resource), { Effect: "Deny", Action: "*", Resource: "*" })).toBe("denied");
  expect(decided(allow(resource, "sqs:SendMessage"))).toBe("not allowed");
});

test.each([
  ["*", "allowed"],
  ["arn:aws:execute-api:*:*:Chat/*", "allowed"],
  [["arn:other", "arn:aws:execute-api:us-east-?:000000000000:Chat/$default/$connect"], "allowed"],
  ["arn:aws:execute-api:us-east-1:000000000000:Cha./$default/$connect", "not allowed"],
  ["arn:aws:execute-api:us-east-1:000000000000:Chat", "not allowed"],
])("a resource may have wildcards: %s", (pattern, expected) => {
  expect(decided(allow(pattern, "execute-api:*"))).toBe(expected);
});

test("one statement needs no list, and what cannot be honoured is refused", () => {
  expect(decide(policySchema.parse({ Statement: allow("*") }), action, resource)).toBe("allowed");
  expect(policySchema.safeParse({ Statement: [{ ...allow("*"), Condition: {} }] }).success).toBe(false);
});
