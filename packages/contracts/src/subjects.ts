/**
 * What events are about. Each subject has its own topic: the events of `order` travel over the `OrderTopic`. A new
 * subject needs an entry here, and its events in a file in events/, listed in events.ts.
 *
 * Without zod, so that the store can load it with its first page.
 */
export const subjects = {
  order: { line: "orders" },
  stock: { line: "stock", journeyQueue: "JourneyQueue" },
  campaign: { line: "ads", journeyQueue: "CampaignJourneyQueue" },
  customer: { line: "customers", journeyQueue: "CustomerJourneyQueue" },
  repair: { line: "ops" },
  shopify: { line: "shopify", journeyQueue: "ShopifyJourneyQueue" },
} as const satisfies Record<string, SubjectEntry>;

interface SubjectEntry {
  /** The map line it belongs to, which gives it its colour everywhere. */
  line: Line;
  /** The queue that adds its events to the journey of the original request, where customers see them. */
  journeyQueue?: string;
}

export type Subject = keyof typeof subjects;

/** The map's lines, each with a colour in web/src/styles/tokens.css. */
export const lines = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops"] as const;
export type Line = (typeof lines)[number];

/** Subjects whose events customers see in the timeline of their order. */
export type ToldSubject = {
  [S in Subject]: (typeof subjects)[S] extends { journeyQueue: string } ? S : never;
}[Subject];

export type TopicName = `${Capitalize<Subject>}Topic`;

export const subjectNames = Object.keys(subjects) as [Subject, ...Subject[]];

/** @returns the name of the topic for all events about one subject */
export function topicNameOf<S extends Subject>(subject: S): `${Capitalize<S>}Topic` {
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}Topic` as `${Capitalize<S>}Topic`;
}
