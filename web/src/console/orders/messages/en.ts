const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);

export const messages = {
  title: "Orders",
  lead: "Every order of the shop, newest first. An order's id leads to its journey: everything it has set in motion.",
  search: "Search orders",
  searchHint: "Order id, e-mail or correlation id, in full  ( / )",
  filter: "Which orders",
  states: { all: "All", completed: "Sold", queued: "In the queue", rejected: "Not sold" },
  product: "Product",
  everyProduct: "Every product",
  day: "Day",
  hideTests: "Hide test traffic",
  clear: "Clear filters",
  order: "Order",
  customer: "Customer",
  when: "When",
  what: "What",
  state: "State",
  total: "Total",
  journey: (id: string) => `${id}, its journey`,
  ordersOf: (email: string) => `All orders of ${email}`,
  line: (quantity: number, name: string) => `${n(quantity)} × ${name}`,
  more: (value: number) => (value === 1 ? "and 1 more product" : `and ${n(value)} more products`),
  test: "test",
  testHelp: "Sent by the console or a load script. It makes no customers.",
  sold: "sold",
  soldByQueue: (number: number) => `number ${n(number)} in the queue`,
  queued: "in the queue",
  place: (place: number) => (place === 1 ? "next" : `${n(place - 1)} before it`),
  soldOut: "sold out",
  short: (name: string, requested: number, available: number) =>
    available === 0 ? `no ${name} left` : `only ${n(available)} of ${n(requested)} ${name} left`,
  notSold: "not sold",
  notSoldWhy: "cleared, deleted, or without a turn in the waiting room",
  empty: "No orders yet",
  emptyHelp: "Buy a donut in the store, or request a few on the page of the order queue: they appear here at once.",
  noneFound: "No order is known by this",
  noneFoundHelp:
    "The search takes a whole order id (ord_…), a whole e-mail address or a whole correlation id. It does not look for parts.",
  noneMatch: "No order matches these filters",
  noneMatchHelp: "Choose another day or product, or clear the filters.",
  lookedBackTo: (time: string) => `Looked back to ${time}.`,
  lookOn: "Look further back",
};

export type OrdersTexts = typeof messages;
