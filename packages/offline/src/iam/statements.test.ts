import { describe, expect, test } from "vitest";
import type { Permission } from "../graph/types.ts";
import type { Context } from "./conditions.ts";
import { type Decision, Statements } from "./statements.ts";

const arn = "arn:aws:sqs:us-east-1:000000000000:Orders";

function decide(permissions: Permission[], action: string, resource: string, context: Context = {}): Decision {
  return new Statements(permissions).decide({ action, resource }, () => context);
}

const allows = (permission: Permission, action: string, resource = arn, context: Context = {}) =>
  decide([permission], action, resource, context) === "allowed";

test("only what a statement allows is allowed, and a denial wins", () => {
  const all: Permission = { actions: ["*"], resources: ["*"] };
  const noPurge: Permission = { effect: "Deny", actions: ["sqs:PurgeQueue"], resources: [arn] };
  expect(decide([], "sqs:SendMessage", arn)).toBe("not allowed");
  expect(decide([all], "sqs:SendMessage", arn)).toBe("allowed");
  expect(decide([all, noPurge], "sqs:PurgeQueue", arn)).toBe("denied");
  expect(decide([noPurge, all], "sqs:PurgeQueue", `${arn}Dlq`)).toBe("allowed");
});

test.each([
  ["sqs:SendMessage", "sqs:SendMessage", true],
  ["SQS:sendmessage", "sqs:SendMessage", true],
  ["sqs:Send*", "sqs:SendMessage", true],
  ["sqs:*", "sqs:SendMessage", true],
  ["*", "sqs:SendMessage", true],
  ["sqs:SendMessag?", "sqs:SendMessage", true],
  ["sqs:SendMessage", "sqs:SendMessageBatch", false],
  ["sqs:Send", "sqs:SendMessage", false],
  ["sqs?SendMessage", "sqs:SendMessage", true],
  ["s.s:*", "sqs:SendMessage", false],
])("the action %s fits %s: %s", (pattern, action, fits) => {
  expect(allows({ actions: [pattern], resources: ["*"] }, action)).toBe(fits);
});

test.each([
  [arn, arn, true],
  [arn, `${arn}Dlq`, false],
  ["arn:aws:sqs:us-east-1:000000000000:orders", arn, false],
  ["arn:aws:sqs:us-east-1:000000000000:Ord*", arn, true],
  ["arn:aws:sqs:*:*:Orders", arn, true],
  ["arn:aws:sqs:*", arn, true],
  ["arn:aws:sqs:us-*-1:000000000000:Orders", arn, true],
  ["arn:aws:s*s:Orders", arn, false],
  ["arn:aws:sns:*", arn, false],
  ["arn:aws:sqs:us-east-1:000000000000:Order?", arn, true],
  ["arn:aws:dynamodb:us-east-1:000000000000:table/A", "arn:aws:dynamodb:us-east-1:000000000000:table/A/index/b", false],
  ["arn:aws:dynamodb:us-east-1:000000000000:table/A*", "arn:aws:dynamodb:us-east-1:000000000000:table/A/index/b", true],
])("the resource %s fits %s: %s", (pattern, resource, fits) => {
  expect(allows({ actions: ["*"], resources: [pattern] }, "any:Action", resource)).toBe(fits);
});

describe("conditions", () => {
  const from = "ses:FromAddress";
  const recipients = "ses:Recipients";

  test.each<[string, string, string[], string[] | undefined, boolean]>([
    ["StringEquals", from, ["a@x", "b@x"], ["b@x"], true],
    ["StringEquals", from, ["a@x"], ["A@x"], false],
    ["StringEquals", from, ["a@x"], undefined, false],
    ["StringEqualsIfExists", from, ["a@x"], undefined, true],
    ["StringEqualsIfExists", from, ["a@x"], ["b@x"], false],
    ["StringEqualsIgnoreCase", from, ["a@x"], ["A@X"], true],
    ["StringNotEquals", from, ["a@x", "b@x"], ["b@x"], false],
    ["StringNotEquals", from, ["a@x"], ["b@x"], true],
    ["StringNotEquals", from, ["a@x"], undefined, true],
    ["StringLike", from, ["*@x", "no"], ["any:one/else@x"], true],
    ["StringLike", from, ["?@x"], ["ab@x"], false],
    ["StringNotLike", from, ["*@x"], ["a@x"], false],
    ["ForAllValues:StringLike", recipients, ["*@x"], ["a@x", "b@x"], true],
    ["ForAllValues:StringLike", recipients, ["*@x"], ["a@x", "b@y"], false],
    ["ForAllValues:StringLike", recipients, ["*@x"], undefined, true],
    ["ForAnyValue:StringLike", recipients, ["*@x"], ["a@x", "b@y"], true],
    ["ForAnyValue:StringLike", recipients, ["*@x"], ["a@y"], false],
    ["ForAnyValue:StringLike", recipients, ["*@x"], undefined, false],
    ["ForAnyValue:StringNotEquals", recipients, ["a@x"], ["a@x", "b@y"], true],
    ["ForAllValues:StringNotEquals", recipients, ["a@x"], ["a@x", "b@y"], false],
    ["ArnEquals", "aws:SourceArn", ["arn:aws:sns:us-east-1:0:T*"], ["arn:aws:sns:us-east-1:0:Topic"], true],
    ["ArnLike", "aws:SourceArn", ["arn:aws:sns:*:*:Topic"], ["arn:aws:sns:us-east-1:0:Topic"], true],
    ["ArnLike", "aws:SourceArn", ["arn:aws:*:Topic"], ["arn:aws:sns:us-east-1:0:Topic"], false],
    ["ArnNotLike", "aws:SourceArn", ["arn:aws:sns:*:*:Topic"], ["arn:aws:sns:us-east-1:0:Other"], true],
    ["Bool", "aws:SecureTransport", ["true"], ["true"], true],
    ["Bool", "aws:SecureTransport", ["false"], ["true"], false],
    ["NumericLessThanEquals", "ses:ApiVersion", ["2"], ["2"], true],
    ["NumericGreaterThan", "ses:ApiVersion", ["10"], ["9"], false],
    ["NumericNotEquals", "ses:ApiVersion", ["1"], ["2"], true],
    ["DateLessThan", "aws:CurrentTime", ["2026-11-01T00:00:00Z"], ["2026-10-31T23:59:59Z"], true],
    ["DateGreaterThan", "aws:EpochTime", ["2026-11-01T00:00:00Z"], ["1"], false],
    ["Null", from, ["true"], undefined, true],
    ["Null", from, ["false"], undefined, false],
    ["Null", from, ["false"], ["a@x"], true],
  ])("%s %s %j, when it is %j: %s", (operator, variable, values, found, fits) => {
    const conditions = [{ test: operator, variable, values }];
    const context = found ? { [variable.toLowerCase()]: found } : {};
    expect(allows({ actions: ["*"], resources: ["*"], conditions }, "ses:SendEmail", arn, context)).toBe(fits);
  });

  test("all of a statement's conditions must hold", () => {
    const conditions = [
      { test: "StringEquals", variable: from, values: ["a@x"] },
      { test: "StringEquals", variable: "ses:FromDisplayName", values: ["A"] },
    ];
    const permission = { actions: ["*"], resources: ["*"], conditions };
    const context = { "ses:fromaddress": ["a@x"] };
    expect(allows(permission, "ses:SendEmail", arn, context)).toBe(false);
    expect(allows(permission, "ses:SendEmail", arn, { ...context, "ses:fromdisplayname": ["A"] })).toBe(true);
  });

  test.each([
    [{ test: "StringMatches", variable: from, values: ["a"] }, "the condition operator StringMatches is not supported"],
    [
      { test: "StringEquals", variable: "aws:ResourceTag/team", values: ["a"] },
      "the condition key aws:ResourceTag/team is not supported",
    ],
    [
      { test: "StringEquals", variable: from, values: ["$".concat("{aws:username}")] },
      "policy variables are not supported",
    ],
  ])("what the laptop cannot evaluate is refused: %j", (condition, message) => {
    expect(() => new Statements([{ actions: ["*"], resources: ["*"], conditions: [condition] }])).toThrow(message);
  });
});
