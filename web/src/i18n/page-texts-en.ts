import type { ToldEventType } from "@donut/contracts/events";
import type { Allergen } from "@donut/contracts/sales";
import type { Dough, Flavour } from "../donut/palette.ts";
import type { Topping } from "../donut/recipe.ts";

/** The values in an event's description; missing ones are undefined or empty. */
export interface EventFacts {
  /** The product's name. */
  name: string;
  quantity: string | undefined;
  /** Left in stock. */
  available: number | undefined;
  /** Time of day. */
  expectedAt: string | undefined;
  /** Whether something was out of stock. */
  short: boolean;
}

export interface EventWords {
  title: string;
  body: string;
}

/** What customers are told of an order's timeline: events, and the order's progress in the queue. */
export type TimelineType =
  | Exclude<ToldEventType, `${"campaign" | "shopify" | "push"}.${string}` | "customer.marketing_told">
  | "order.placed"
  | "order.queued"
  | "order.rejected";

const doughs: Record<Dough, string> = {
  yeast: "Yeast, slowly risen",
  cocoa: "Dark cocoa",
  cake: "Buttermilk cake",
  blueberry: "Old-fashioned, with blueberries",
  twist: "Hand-braided yeast",
};

const flavours: Record<Flavour, string> = {
  sugar: "Sugar, thin and crackling",
  honey: "Acacia honey",
  strawberry: "Strawberry",
  chocolate: "Chocolate",
  ganache: "Ganache",
  matcha: "Jeju matcha",
  whiteChocolate: "White chocolate",
  butter: "Brown-butter cream",
  custard: "Vanilla custard",
  soybean: "Toasted soybean",
  sesame: "Roasted black sesame",
  lemon: "Lemon",
  caramel: "Salted caramel",
  lavender: "Lavender",
  blueberry: "Blueberry",
  mint: "Mint",
  peach: "Peach",
  cinnamon: "Cinnamon",
};

const toppings: Record<Topping, string> = {
  sprinkles: "Sprinkles",
  crackle: "Sugar flakes",
  cream: "Piped cream",
  almonds: "Salted almonds",
  pecans: "Pecan halves",
  salt: "Sea salt",
  berries: "Whole blueberries",
  shavings: "Chocolate shavings",
  powder: "Fine powder",
  mochi: "Rice cake cubes",
  sesame: "White sesame",
  blossoms: "Lavender blossoms",
  crystals: "Cinnamon sugar",
  gold: "Gold leaf",
};

const allergens: Record<Allergen, string> = {
  wheat: "wheat",
  milk: "milk",
  egg: "egg",
  soy: "soy",
  almond: "almonds",
  pecan: "pecans",
  sesame: "sesame",
};

function event(type: string, { name, quantity = "more", available, expectedAt, short }: EventFacts): EventWords {
  const known: Partial<Record<string, EventWords>> = {
    "order.queued": { title: "In the line", body: "We keep your order until its turn comes." },
    "order.rejected": short
      ? { title: "Not enough left", body: "When its turn came not everything was there, so nothing was sold." }
      : { title: "Taken out of the line", body: "The shop took it out of the line unsold." },
    "order.placed": { title: "Order placed", body: "Sold and taken off the tray, all in one step." },
    "stock.depleted": {
      title: available === 0 ? `${name} is sold out` : `${name} is running out`,
      body: `${available ? `${available} left on the tray. ` : ""}We asked the factory for ${quantity}.`,
    },
    "production.accepted": {
      title: "The factory said yes",
      body: `${quantity} × ${name} in the oven${expectedAt ? `, fresh at ${expectedAt}` : ""}.`,
    },
    "production.failed": { title: "The batch failed", body: `The factory could not bake ${name}. We ask again.` },
    "stock.replenished": { title: "Fresh batch on the tray", body: `${quantity} × ${name} can be bought again.` },
    "stock.added": { title: "More on the tray", body: `${name}: there is more to order now.` },
    "stock.reserved": {
      title: "Earlier orders first",
      body: `${name}: part of the batch goes to orders that were waiting.`,
    },
    "shortage.overdue": { title: "The factory was asked again", body: `${name}: it should have come by now.` },
    "shortage.closed": { title: "Nothing is expected any more", body: `${name}: no further batch is planned for now.` },
    "customer.promoted": { title: "You are a VIP now", body: "Your order was that large. Thank you!" },
  } satisfies Record<TimelineType, EventWords>;
  return known[type] ?? { title: "Something else happened", body: "" };
}

/** The texts of the box, the orders and the product page. */
export const messages = {
  close: "Close",
  box: {
    title: "Your box",
    empty: "Nothing in it yet. Every donut has a plus.",
    look: "Look around",
    units: (units: number) => `Your box, ${donuts(units)}`,
    quantityOf: (name: string) => `How many ${name}`,
    less: (name: string) => `One ${name} less`,
    more: (name: string) => `One ${name} more`,
    remove: (name: string) => `Take ${name} out`,
    onlyLeft: (left: number) => `Only ${left} left.`,
    soldOut: "Sold out.",
    askedFactory: "We asked the factory for more.",
    waitHere: "It can wait in the box until there is more.",
    backAgain: "Enough of it is back. You can order now.",
    takeInstead: (left: number) => `Take ${left}`,
    leaveOut: "Leave it out",
    gone: "We don’t sell this one any more.",
    email: "Your e-mail",
    emailWhy: "Asked once. It is how we know your orders.",
    emailMissing: "We need your e-mail to know your order.",
    emailWrong: "This doesn’t look like an e-mail address. Is there a typo?",
    orderingAs: (email: string) => `Ordering as ${email}`,
    change: "Change",
    order: (units: number) => `Order ${donuts(units)}`,
    ordering: "Ordering…",
    nothingSold: "Not everything is there, so nothing was sold. You choose how to go on:",
    refused: "The shop could not take this order; nothing was sold.",
    unsure:
      "No answer came, so we don’t know yet whether this order went through. Ask again: it is sent as the same order and never bought twice.",
    findOut: "Ask again",
    startOver: "Let it go and change the box",
    turnOver:
      "Your turn was over before the order came in; nothing was sold. Get in line again, your box stays as it is.",
    line: {
      why: (x: string) => `Many want donuts just now, so ${x} order at a time. Get in line; your box waits with you.`,
      shut: "What is in your box can’t be ordered just now.",
      join: "Get in line",
      back: "To your place in line",
      look: "To the waiting room",
      turn: "It’s your turn. Your seat is kept for",
      over: "Your time is over.",
    },
  },
  product: {
    back: "All states",
    next: (name: string) => `Next: ${name}`,
    add: "Put it in the box",
    openBox: "To the box",
    soldOut: "Sold out just now",
    ovenAlt: "Sold out: an empty tray in front of the oven, the next batch inside",
    unknown: "No such state",
    unknownWhy: "This donut is on none of our maps. Perhaps it was eaten.",
  },
  wish: {
    tell: "Tell me when it’s back",
    why: "One mail when it can be ordered again. Nothing else, and we forget your address after 90 days at the latest.",
    email: "Your e-mail",
    missing: "Where should we write to?",
    wrong: "This doesn’t look like an e-mail address. Is there a typo?",
    send: "Tell me",
    sending: "One moment…",
    cancel: "Never mind",
    stands: (email: string) => `We’ll write to ${email} once it’s back.`,
    undo: "Undo",
    undone: "Taken back: we won’t write.",
  },
  contains: {
    title: "Contains",
    allergens,
    kitchen: "All donuts come from one kitchen: there may be traces of nuts, soy and sesame in each.",
  },
  legend: {
    title: "Legend",
    dough: "Dough",
    glaze: "Glaze",
    drizzle: "Drizzle",
    filling: "Filling",
    topping: "On top",
    doughs,
    flavours,
    toppings,
  },
  order: {
    title: "Your order",
    thanks: (units: number) => (units === 1 ? "One donut, all yours" : `${units} donuts, all yours`),
    vip: "VIP from this order on",
    vipWhy: "An order of 100 donuts or more makes you a VIP, for good. Our marketing team knows, and may write to you.",
    sold: "SOLD",
    place: (place: number) => (place === 1 ? "You are next" : `${place - 1} before you`),
    drawn: (number: string) => `You drew number ${number}. It moves by itself, and it stays yours if you leave.`,
    rejected: "Sold out before your turn",
    rejectedWhy: "Nothing was sold and nothing is owed. The factory has been asked for more.",
    withdrawn: "Taken out of the line",
    withdrawnWhy:
      "The shop took this order out of the line. Nothing was sold and nothing is owed: order again any time.",
    total: "Total",
    number: "Order number",
    next: "What happens next",
    nextSteps: ["We pack your box now.", "Show this ticket at the counter, and it is yours."],
    mailed: "The same ticket is on its way to your e-mail.",
    line: "Meanwhile in the kitchen",
    lineWhy: "What your order sets in motion at our place, as it happens.",
    event,
    asking: (name: string) => `Waiting for the factory’s answer: ${name}`,
    baking: (name: string, time: string) => `${name}, fresh in ${time}`,
    arriving: (name: string) => `${name} arrives any moment`,
    watching: "Watching what happens next…",
    nothingElse: "Nothing else had to move: there is plenty left on the tray.",
    alreadyBaking: "Nothing else had to move: a fresh batch was under way before this order.",
    unknown: "No such order",
    unknownWhy: "We find no order with this number. Orders placed on this device are in the passport.",
    unreachable: "The shop doesn’t answer",
    unreachableWhy: "Your order is safe with us, we just can’t show it now.",
    again: "Try again",
  },
  passport: {
    body: "A stamp for every state you have ordered from, kept on this device.",
    bodyOf: (email: string) => `A stamp for every state you have ordered from, on any device, as ${email}.`,
    orders: "Ordered on this device",
    none: "No orders on this device yet.",
    begin: "Open the atlas",
    donuts,
    queued: "In the line",
    rejected: "Not sold",
  },
  notices: {
    label: "News",
    fresh: (name: string) => `${name}, fresh again`,
    onTray: (count: string) => `${count} on the tray`,
    add: "Add one",
  },
  offline: {
    note: "We can’t reach the shop just now. Stock may have changed; trying again.",
    title: "The shop doesn’t answer",
    body: "The oven is fine, the line to it is not. We keep trying; your box is safe.",
    again: "Try again",
  },
  footer: {
    promise: "Baked all day, counted every second.",
    console: "Console for operators",
  },
  lost: {
    title: "Uncharted territory",
    body: "There is nothing at this address but a few crumbs.",
    home: "Back to the atlas",
  },
};

export type PageTexts = typeof messages;

function donuts(units: number): string {
  return units === 1 ? "1 donut" : `${units} donuts`;
}
