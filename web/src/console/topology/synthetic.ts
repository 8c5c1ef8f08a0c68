import type { DeployedQueue, Topology } from "@donut/contracts/topology";
import fc from "fast-check";

const SUBJECTS = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops"];

interface Shape {
  /** Added to every name to make it long. */
  word: string;
  topics: { subject: number; queues: { subject: number; consumed: boolean }[] }[];
  direct: { subject: number }[];
  yard: number;
  /** For each API, the topics and direct queues that it feeds. */
  apis: number[][];
}

/** A network of the given number of pipelines, spread over topics of every subject, for tests. */
export function synthetic(pipelines: number, word = ""): Topology {
  const topics = SUBJECTS.map((_, subject) => ({
    subject,
    queues: Array.from({ length: pipelines }, (_, index) => index)
      .filter((index) => index % SUBJECTS.length === subject)
      .map((index) => ({ subject: index % 3 === 0 ? subject : index % SUBJECTS.length, consumed: true })),
  }));
  return build({ word, topics, direct: [{ subject: 1 }], yard: 3, apis: [[0, 1], [7], [], [2, 3, 4], [5, 1]] });
}

const subject = fc.integer({ min: 0, max: SUBJECTS.length - 1 });

/** Networks of up to about twenty pipelines of any shape. */
export const topologies: fc.Arbitrary<Topology> = fc
  .record<Shape>({
    word: fc.constantFrom("", "Ad", "Production", "WaitingRoomNotification"),
    topics: fc.array(
      fc.record({ subject, queues: fc.array(fc.record({ subject, consumed: fc.boolean() }), { maxLength: 5 }) }),
      { maxLength: 4 },
    ),
    direct: fc.array(fc.record({ subject }), { maxLength: 4 }),
    yard: fc.integer({ min: 0, max: 5 }),
    apis: fc.array(fc.array(fc.integer({ min: 0, max: 7 }), { maxLength: 4 }), { maxLength: 6 }),
  })
  .map(build);

function build({ word, topics, direct, yard, apis }: Shape): Topology {
  const subjectAt = (index: number) => SUBJECTS[index] ?? "ops";
  const feedsOf = (position: number) => topics.slice(0, position % 4).map((_, index) => `${word}Topic${index}`);
  const topicParts = topics.map((topic, index) => {
    const name = `${word}Topic${index}`;
    const undelivered = queue(`${name}Undelivered`, subjectAt(topic.subject), { role: "undelivered", topic: name });
    const queues = topic.queues.flatMap(({ subject, consumed }, position) =>
      withDlq(`${name}Queue${position}`, subjectAt(subject), { topic: name }, consumed ? feedsOf(position) : undefined),
    );
    return { topic: { name, arn: `arn:${name}`, subject: subjectAt(topic.subject) }, queues: [undelivered, ...queues] };
  });
  const directNames = direct.map((_, index) => `${word}DirectQueue${index}`);
  const entries = [...topicParts.map(({ topic }) => topic.name), ...directNames];
  return {
    topics: topicParts.map(({ topic }) => topic),
    queues: [
      ...topicParts.flatMap(({ queues }) => queues),
      ...direct.flatMap(({ subject }, index) => withDlq(directNames[index] ?? "", subjectAt(subject), {}, [])),
      ...Array.from({ length: yard }, (_, index) => queue(`${word}Stream${index}Dlq`, "ops", { role: "dlq" })),
    ],
    apis: apis.map((feeds, index) => ({
      name: `${word}Api${index}`,
      kind: index % 3 === 1 ? "socket" : "http",
      url: `http://localhost:4000/api${index}`,
      feeds: [...new Set(feeds)].flatMap((target) => entries[target] ?? []),
    })),
  };
}

function withDlq(name: string, subject: string, more: Partial<DeployedQueue>, feeds?: string[]): DeployedQueue[] {
  const consumer = feeds && {
    function: `${name}Consumer`,
    functionName: `${name}Consumer`,
    logGroup: `/aws/lambda/${name}Consumer`,
    mapping: `${name}Mapping`,
    feeds,
  };
  return [
    queue(name, subject, { dlq: `${name}Dlq`, maxReceiveCount: 3, ...(consumer && { consumer }), ...more }),
    queue(`${name}Dlq`, subject, { role: "dlq" }),
  ];
}

function queue(name: string, subject: string, more: Partial<DeployedQueue>): DeployedQueue {
  return {
    name,
    url: `http://127.0.0.1:4002/000000000000/${name}`,
    arn: `arn:aws:sqs:us-east-1:000000000000:${name}`,
    fifo: false,
    visibilityTimeoutSeconds: 120,
    role: "work",
    subject,
    ...more,
  };
}
