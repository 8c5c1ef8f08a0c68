/** What a message is about. Each subject is one line of the map and has one colour everywhere. */
export const subjects = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops"] as const;
export type Subject = (typeof subjects)[number];

/** Class names of a subject's colour, for words, shapes and tints. */
export const subjectClass: Record<
  Subject,
  { text: string; fill: string; wash: string; border: string; stroke: string }
> = {
  orders: {
    text: "text-orders-ink",
    fill: "bg-orders",
    wash: "bg-orders-wash",
    border: "border-orders",
    stroke: "stroke-orders",
  },
  stock: {
    text: "text-stock-ink",
    fill: "bg-stock",
    wash: "bg-stock-wash",
    border: "border-stock",
    stroke: "stroke-stock",
  },
  ads: { text: "text-ads-ink", fill: "bg-ads", wash: "bg-ads-wash", border: "border-ads", stroke: "stroke-ads" },
  customers: {
    text: "text-customers-ink",
    fill: "bg-customers",
    wash: "bg-customers-wash",
    border: "border-customers",
    stroke: "stroke-customers",
  },
  waiting: {
    text: "text-waiting-ink",
    fill: "bg-waiting",
    wash: "bg-waiting-wash",
    border: "border-waiting",
    stroke: "stroke-waiting",
  },
  shopify: {
    text: "text-shopify-ink",
    fill: "bg-shopify",
    wash: "bg-shopify-wash",
    border: "border-shopify",
    stroke: "stroke-shopify",
  },
  ops: { text: "text-ops-ink", fill: "bg-ops", wash: "bg-ops-wash", border: "border-ops", stroke: "stroke-ops" },
};

const bySubjectName: Record<string, Subject> = {
  order: "orders",
  orders: "orders",
  stock: "stock",
  production: "stock",
  restock: "stock",
  factory: "stock",
  ad: "ads",
  ads: "ads",
  campaign: "ads",
  customer: "customers",
  customers: "customers",
  waiting: "waiting",
  shopify: "shopify",
};

/** @returns the subject of an event type (`stock.depleted`) or of a subject's singular name; operations if unknown */
export function subjectOf(type: string): Subject {
  return bySubjectName[type.split(".")[0]?.toLowerCase() ?? ""] ?? "ops";
}
