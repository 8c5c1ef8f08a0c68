import { type MessageAttributeValue, PublishCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Messaging } from "./testing/messaging.ts";

let messaging: Messaging;
beforeAll(async () => {
  messaging = await Messaging.start();
});
afterAll(() => messaging.stop());

type Policy = Record<string, unknown>;
type Attributes = Record<string, MessageAttributeValue>;

const string = (StringValue: string) => ({ DataType: "String", StringValue });
const number = (value: number) => ({ DataType: "Number", StringValue: String(value) });
const list = (...values: unknown[]) => ({ DataType: "String.Array", StringValue: JSON.stringify(values) });
const binary = (text: string) => ({ DataType: "Binary", BinaryValue: Buffer.from(text) });

describe("a policy on attributes", () => {
  const cases: [policy: Policy, passing: Attributes[], dropped: Attributes[]][] = [
    [{ a: ["x", "y"] }, [{ a: string("x") }, { a: string("y"), b: string("z") }], [{ a: string("X") }, {}]],
    [{ a: ["x"], b: ["y"] }, [{ a: string("x"), b: string("y") }], [{ a: string("x") }]],
    [{ a: ["5"] }, [{ a: string("5") }, { a: list("5") }], [{ a: number(5) }, { a: list(5) }]],
    [{ a: [5] }, [{ a: number(5) }, { a: { DataType: "Number", StringValue: "5.0" } }], [{ a: string("5") }]],
    [{ a: [true] }, [{ a: list(true) }], [{ a: string("true") }, { a: list("true") }]],
    [{ a: [null] }, [{ a: list(null) }], [{ a: string("null") }, { b: string("x") }, {}]],
    [{ a: ["x"] }, [{ a: list("w", "x") }], [{ a: list("w") }, { a: list() }, { a: string('["x"]') }]],
    [{ a: ["x"] }, [], [{ a: binary("x") }, { a: { DataType: "String.Array", StringValue: "no list" } }]],
    [
      { a: [{ prefix: "ab" }] },
      [{ a: string("abc") }, { a: list("x", "ab") }],
      [{ a: string("ba") }, { a: number(1) }],
    ],
    [{ a: [{ suffix: "bc" }] }, [{ a: string("abc") }], [{ a: string("bcd") }]],
    [{ a: [{ "equals-ignore-case": "aB" }] }, [{ a: string("Ab") }], [{ a: string("abc") }]],
    [{ a: [{ wildcard: "a*c.*" }] }, [{ a: string("abc.d") }, { a: string("ac.") }], [{ a: string("abcd") }]],
    [{ a: [{ wildcard: "\\*x*" }] }, [{ a: string("*xy") }], [{ a: string("axy") }]],
    [{ a: [{ cidr: "10.0.0.0/24" }] }, [{ a: string("10.0.0.255") }], [{ a: string("10.0.1.0") }, { a: string("x") }]],
    [{ a: [{ numeric: ["=", 5] }] }, [{ a: number(5) }], [{ a: string("5") }, { a: number(6) }]],
    [
      { a: [{ numeric: [">", 0, "<=", 5] }] },
      [{ a: number(5) }, { a: list(9, 1) }],
      [{ a: number(0) }, { a: number(6) }],
    ],
    [{ a: [{ numeric: [">=", -1.5] }] }, [{ a: number(-1.5) }], [{ a: number(-1.6) }]],
    [{ a: [{ numeric: ["<", 3] }] }, [{ a: number(2) }], [{ a: number(3) }]],
    [
      { a: [{ "anything-but": "x" }] },
      [{ a: string("y") }, { a: number(1) }],
      [{ a: string("x") }, { b: string("y") }, {}],
    ],
    [{ a: [{ "anything-but": ["x", "y"] }] }, [{ a: string("z") }, { a: list("x", "z") }], [{ a: list("x", "y") }]],
    [{ a: [{ "anything-but": [5] }] }, [{ a: number(6) }, { a: string("5") }], [{ a: number(5) }]],
    [{ a: [{ "anything-but": { prefix: "x" } }] }, [{ a: string("yx") }], [{ a: string("xy") }]],
    [{ a: [{ "anything-but": { wildcard: "x*z" } }] }, [{ a: string("xy") }], [{ a: string("xyz") }]],
    [{ a: [null, { "anything-but": "x" }] }, [{ a: string("y") }], [{}]],
    [
      { a: [{ exists: true }] },
      [{ a: string("x") }, { a: number(0) }],
      [{ b: string("x") }, { a: list(null) }, { a: list() }],
    ],
    [{ a: [{ exists: false }] }, [{ b: string("x") }], [{ a: string("x") }, {}]],
    [{ a: [{ exists: false }, "x"] }, [{ b: string("y") }, { a: string("x") }], [{ a: string("y") }]],
    [
      { a: ["x"], $or: [{ b: ["y"] }, { c: ["z"], $or: [{ d: [1] }, { e: [2] }] }] },
      [
        { a: string("x"), b: string("y") },
        { a: string("x"), c: string("z"), e: number(2) },
      ],
      [{ b: string("y") }, { a: string("x"), c: string("z") }, { a: string("x"), d: number(1) }],
    ],
  ];
  test.each(cases)("%j", async (policy, passing, dropped) => {
    const FilterPolicy = JSON.stringify(policy);
    expect(await passed({ FilterPolicy }, [...passing, ...dropped])).toEqual(passing.map((_, index) => String(index)));
  });

  async function passed(subscription: Record<string, string>, messages: Attributes[]): Promise<string[]> {
    return deliver(
      subscription,
      messages.map((MessageAttributes, index) => ({ Message: String(index), MessageAttributes })),
    );
  }
});

describe("a policy on the body", () => {
  const records = { Records: { s3: { object: { key: [{ prefix: "auto-" }] } }, eventName: [{ prefix: "Created:" }] } };
  const record = (eventName: string, key: string) => ({ eventName, s3: { object: { key } } });
  const either = {
    $or: [{ metric: ["cpu", "latency"] }, { namespace: ["ec2"] }],
    detail: { scope: ["Service"], $or: [{ source: ["watch"] }, { type: ["change"] }] },
  };
  const cases: [policy: Policy, passing: unknown[], dropped: unknown[]][] = [
    [{ a: { b: ["x"] } }, [{ a: { b: "x", c: 1 } }], [{ a: "x" }, { b: "x" }, "x", ["x"], null, 1]],
    [{ a: [5] }, [{ a: 5 }, { a: 5.0 }, { a: [4, 5] }], [{ a: "5" }, { a: { b: 5 } }]],
    [{ a: ["5"] }, [{ a: "5" }], [{ a: 5 }]],
    [{ a: [true] }, [{ a: true }], [{ a: "true" }, { a: 1 }]],
    [{ a: ["true"] }, [{ a: "true" }], [{ a: true }]],
    [{ a: [null] }, [{ a: null }, { a: [null] }], [{ b: 1 }, { a: "null" }, { a: "" }, {}]],
    [{ a: [""] }, [{ a: "" }], [{ a: null }, { b: 1 }]],
    [
      { a: [{ exists: true }] },
      [{ a: 0 }, { a: false }],
      [{ b: 1 }, { a: null }, { a: "" }, { a: {} }, { a: { b: 1 } }, { a: [] }],
    ],
    [{ a: [{ exists: false }] }, [{ b: 1 }, { a: { b: 1 } }], [{ a: 1 }, {}]],
    [{ a: [{ numeric: [">", 1] }] }, [{ a: 2 }], [{ a: "2" }, { a: 1 }]],
    [{ a: [{ "anything-but": "x" }] }, [{ a: "y" }, { a: ["x", "y"] }], [{ a: "x" }, { a: ["x"] }, { b: "y" }]],
    [{ h: { "route-to": ["one"] } }, [{ h: { "route-to": ["one", "two"] } }], [{ h: { "route-to": ["two"] } }]],
    [{ "a.b": ["x"] }, [{ a: { b: "x" } }, { "a.b": "x" }], [{ a: { b: "y" } }]],
    [{ "a.b": { c: ["x"] } }, [{ a: { "b.c": "x" } }, { "a.b": { c: "x" } }], [{ a: { b: "x" } }]],
    [
      records,
      [
        { Records: [record("Created:Put", "auto-1")] },
        { Records: [[record("Created:Put", "auto-1")], record("Removed", "x")] },
      ],
      [
        { Records: [record("Created:Put", "home-1")] },
        { Records: [record("Created:Put", "home-1"), record("Removed", "auto-1")] },
      ],
    ],
    [
      either,
      [
        { metric: "cpu", detail: { scope: "Service", source: "watch" } },
        { namespace: "ec2", detail: { scope: "Service", type: "change" } },
      ],
      [
        { metric: "cpu", detail: { scope: "Service" } },
        { metric: "cpu", detail: { scope: "watch", type: "change" } },
        { metric: "ec2", detail: { scope: "Service", type: "change" } },
      ],
    ],
    [
      { detail: { $or: [{ ip: [{ cidr: "10.0.0.0/24" }] }, { ip6: [{ cidr: "2001:db8:1234:1a00::/64" }] }] } },
      [{ detail: { ip: "10.0.0.255" } }, { detail: { ip6: "2001:0db8:1234:1a00:0:0:0:0" } }],
      [{ detail: { ip: "10.0.0.256" } }, { detail: { ip6: "2001:0db8:123f:1a01:0:0:0:0" } }],
    ],
    [{ a: ["x"] }, [{ a: "x", list: [], nothing: null }], []],
  ];
  test.each(cases)("%j", async (policy, passing, dropped) => {
    const subscription = { FilterPolicyScope: "MessageBody", FilterPolicy: JSON.stringify(policy) };
    const bodies = [...passing, ...dropped].map((body) => JSON.stringify(body));
    const delivered = await deliver(
      subscription,
      bodies.map((Message) => ({ Message })),
    );
    expect(delivered).toEqual(bodies.slice(0, passing.length));
  });
});

describe("a policy that SNS refuses", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `value${index}`);
  const cases: [policy: string | Policy, reason: string][] = [
    ["no JSON", "failed to parse JSON."],
    ["[]", "failed to parse JSON."],
    [{ a: "x" }, '"a" must be an object or an array'],
    [{ a: [] }, "Empty arrays are not allowed"],
    [{ a: [["x"]] }, "Match value must be String, number, true, false, or null"],
    [{ a: [{ "wrong-operator": true }] }, "Unrecognized match type wrong-operator"],
    [{ a: [{ constructor: "x" }] }, "Unrecognized match type constructor"],
    [{ a: [{ suffix: "x", prefix: "y" }] }, "Only one key allowed in match expression"],
    [{ a: [{ suffix: 100 }] }, "suffix match pattern must be a string"],
    [{ a: [{ suffix: null }] }, "suffix match pattern must be a string"],
    [{ a: [{ suffix: ["x"] }] }, "suffix match pattern must be a string"],
    [{ a: [{ prefix: {} }] }, "prefix match pattern must be a string"],
    [{ a: [{ "equals-ignore-case": 1 }] }, "equals-ignore-case match pattern must be a string"],
    [{ a: [{ wildcard: 1 }] }, "wildcard match pattern must be a string"],
    [{ a: [{ wildcard: "a**" }] }, "Consecutive wildcard characters at pos 2"],
    [{ a: [{ wildcard: "a*b*c*d*" }] }, "A single pattern must not contain more than 3 wildcards"],
    [{ a: many(34).map((text) => ({ wildcard: `*${text}*x*` })) }, "Wildcard complexity exceeds the allowed limit"],
    [{ a: [{ cidr: ["x"] }] }, "prefix match pattern must be a string"],
    [{ a: [{ cidr: "bad-filter" }] }, "Malformed CIDR, one '/' required"],
    [{ a: [{ cidr: "bad-filter/64" }] }, "Nonstandard IP address: bad-filter"],
    [{ a: [{ cidr: "bad-/64filter" }] }, "Malformed CIDR, mask bits must be an integer"],
    [{ a: [{ cidr: "xx.11.xx/8" }] }, "Nonstandard IP address: xx.11.xx"],
    [{ a: [{ cidr: "10.0.0.0/33" }] }, "IPv4 mask bits must be < 32"],
    [{ a: [{ numeric: 5 }] }, "Value of numeric must be an array."],
    [{ a: [{ numeric: [] }] }, "Invalid member in numeric match: ]"],
    [{ a: [{ numeric: ["operator"] }] }, "Unrecognized numeric range operator: operator"],
    [{ a: [{ numeric: [1, "<="] }] }, "Invalid member in numeric match: 1"],
    [{ a: [{ numeric: ["=", "000"] }] }, "Value of equals must be numeric"],
    [{ a: [{ numeric: [">="] }] }, "Value of >= must be numeric"],
    [{ a: [{ numeric: ["<", 100, ">", 10] }] }, "Too many elements in numeric expression"],
    [{ a: [{ numeric: [">=", 1, ">", 2] }] }, "Bad numeric range operator: >"],
    [{ a: [{ numeric: [">", 3, "<", 1] }] }, "Bottom must be less than top"],
    [{ a: [{ numeric: [">", 20, "<="] }] }, "Value of <= must be numeric"],
    [{ a: [{ numeric: [">", 20, 30] }] }, "Bad value in numeric range: 30"],
    [{ a: [{ numeric: [">", 20, "test"] }] }, "Bad numeric range operator: test"],
    [{ a: [{ numeric: [">", 20, "<", 30, "<", 50] }] }, "Too many terms in numeric range expression"],
    [{ a: [{ exists: null }] }, "exists match pattern must be either true or false."],
    [{ a: [{ exists: "no" }] }, "exists match pattern must be either true or false."],
    [{ a: [{ "anything-but": { "wrong-operator": null } }] }, "Unsupported anything-but pattern: wrong-operator"],
    [{ a: [{ "anything-but": { suffix: "test" } }] }, "Unsupported anything-but pattern: suffix"],
    [{ a: [{ "anything-but": { exists: false } }] }, "Unsupported anything-but pattern: exists"],
    [{ a: [{ "anything-but": { prefix: false } }] }, "prefix match pattern must be a string"],
    [{ a: [{ "anything-but": ["x", 1] }] }, "mixed type is not supported"],
    [{ a: [{ "anything-but": [true] }] }, "start|null|boolean is not supported."],
    [{ a: [{ "anything-but": null }] }, "must be an array or single string/number value."],
    [{ $or: [{ numeric: 123 }, { prefix: "abc" }] }, "Value of numeric must be an array."],
    [Object.fromEntries(many(6).map((key) => [key, ["x"]])), "Filter policy can not have more than 5 keys"],
    [{ a: many(151) }, "Filter policy is too complex"],
    [{ a: many(100), b: many(51) }, "Filter policy is too complex"],
    [{ a: many(4), $or: [{ b: many(6) }, { c: many(4), $or: [{ d: many(4) }, { e: many(4) }] }] }, "too complex"],
  ];
  test.each(cases)("%j: %s", async (policy, reason) => {
    const FilterPolicy = typeof policy === "string" ? policy : JSON.stringify(policy);
    await expect(subscribe({ FilterPolicy })).rejects.toMatchObject({
      name: "InvalidParameterException",
      message: expect.stringMatching(/^Invalid parameter: Attributes Reason: FilterPolicy: /),
    });
    await expect(subscribe({ FilterPolicy })).rejects.toThrow(reason);
  });

  test("nested keys are only for bodies, and their depth counts", async () => {
    const nested = { a: { b: { c: many(4) } }, d: { e: many(3) }, f: many(3) };
    const onBody = (policy: Policy) => ({ FilterPolicyScope: "MessageBody", FilterPolicy: JSON.stringify(policy) });

    await expect(subscribe({ FilterPolicy: '{"a":{"b":["x"]}}' })).rejects.toThrow(
      "Filter policy scope MessageAttributes does not support nested filter policy",
    );
    await expect(subscribe(onBody(nested))).rejects.toThrow("Filter policy is too complex");
    await subscribe(onBody({ a: { b: { c: many(4) } }, d: { e: many(3) } }));
  });

  test("150 combinations are accepted", async () => {
    const $or = [{ b: many(6) }, { c: many(4), $or: [{ d: many(4) }, { e: many(7) }] }];
    await subscribe({ FilterPolicy: JSON.stringify({ a: many(3), $or }) });
  });

  async function subscribe(Attributes: Record<string, string>): Promise<void> {
    const queue = await messaging.createQueue("Subscribing");
    const TopicArn = await messaging.createTopic(`Refusing${names++}`);
    await messaging.sns.send(new SubscribeCommand({ TopicArn, Protocol: "sqs", Endpoint: queue.arn, Attributes }));
  }
});

let names = 0;

/** @returns the bodies that the subscription's queue gets, in publishing order. */
async function deliver(
  attributes: Record<string, string>,
  messages: { Message: string; MessageAttributes?: Attributes }[],
): Promise<string[]> {
  const name = `Filtering${names++}`;
  const queue = await messaging.createQueue(name);
  const TopicArn = await messaging.createTopic(name, [
    { queue, attributes: { RawMessageDelivery: "true", ...attributes } },
  ]);
  for (const message of messages) await messaging.sns.send(new PublishCommand({ TopicArn, ...message }));
  return (await queue.drain()).map(({ Body }) => Body);
}
