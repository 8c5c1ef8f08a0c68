import type { Messages } from "../messages/en.ts";

interface ConsolePage {
  to: string;
  name: Exclude<keyof Messages["nav"], "label" | "pages" | "menu">;
}

/** The console's pages in the order of their tabs; those for being on call first. */
export const pages = [
  { to: "/console", name: "overview" },
  { to: "/console/map", name: "map" },
  { to: "/console/queues", name: "queues" },
  { to: "/console/alerts", name: "alerts" },
  { to: "/console/orders", name: "orders" },
  { to: "/console/stock", name: "stock" },
  { to: "/console/production", name: "production" },
  { to: "/console/order-line", name: "orderQueue" },
  { to: "/console/waiting-room", name: "waitingRoom" },
  { to: "/console/campaigns", name: "campaigns" },
  { to: "/console/customers", name: "customers" },
  { to: "/console/shopify", name: "shopify" },
  { to: "/console/audit", name: "audit" },
  { to: "/console/lab", name: "lab" },
] as const satisfies ConsolePage[];
