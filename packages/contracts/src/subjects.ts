/**
 * What events are about. Each subject has a topic of its own, `order` the `OrderTopic`; `line` is the line of the map
 * whose colour it has. A new subject is an entry here and its events in events/, listed in events.ts.
 *
 * Without zod, so that the store can have it in its first load.
 */
export const subjects = {
  order: { line: "orders" },
  stock: { line: "stock" },
  campaign: { line: "ads" },
  customer: { line: "customers" },
  repair: { line: "ops" },
} as const satisfies Record<string, { line: Line }>;

export type Subject = keyof typeof subjects;

/** The lines of the map: a colour each, the same everywhere. */
export const lines = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops"] as const;
export type Line = (typeof lines)[number];

export type TopicName = `${Capitalize<Subject>}Topic`;

export const subjectNames = Object.keys(subjects) as [Subject, ...Subject[]];

/** The name of the topic of all events about one subject. */
export function topicNameOf<S extends Subject>(subject: S): `${Capitalize<S>}Topic` {
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}Topic` as `${Capitalize<S>}Topic`;
}
