/** What a message is about. Each subject is one line of the map and has one colour everywhere. */
export const subjects = ["orders", "stock", "ads", "customers", "waiting", "shopify", "ops"] as const;
export type Subject = (typeof subjects)[number];

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
