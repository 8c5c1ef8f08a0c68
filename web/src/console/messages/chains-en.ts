/** Texts about campaigns and customers. */
export const chainTexts = {
  campaigns: {
    title: "Campaigns",
    lead: "What is advertised. While stock is short, the ad manager gets one mail per shortage, asking to stop the ads.",
    products: "Advertises",
    since: (age: string) => `for ${age}`,
    statuses: {
      running: "running",
      stop_requested: "stop requested",
      stopped: "stopped",
      may_resume: "may resume",
    },
    short: (product: string, age: string) => `${product} is short for ${age}`,
    expected: (time: string) => `expected ${time}`,
    notExpected: "no answer from the factory yet",
    stop: "It is stopped",
    stopHelp: "Say that the ad is off. The ad manager can say so with the link in the mail.",
    resume: "Run again",
    stopped: (name: string) => `${name} is stopped.`,
    resumed: (name: string) => `${name} runs again.`,
    mails: "Mails",
    noMails: "none yet",
    mailSent: (product: string, time: string) => `About ${product}, sent ${time}`,
    mailTrying: (product: string, tries: number) =>
      tries === 1 ? `About ${product}, being sent` : `About ${product}, try ${tries}`,
    mailBounced: (product: string, times: number) =>
      `About ${product}, ${times === 1 ? "came back" : `came back ${times} times`}; it goes out again`,
    mailGivenUp: (product: string) => `About ${product}, came back for good`,
    mailHelp: "Mend the address and redrive the dead letter, or stop the ad and say so here.",
    mailJourney: "See where it rests",
    history: "History",
    noHistory: "It has run all the time.",
    by: {
      stock: (product: string) => (product ? `stock of ${product}` : "stock"),
      "ad-manager": () => "ad manager, by the link",
      operator: (_product: string, name: string) => name,
    },
    empty: "No campaigns yet",
    emptyHelp: "Campaigns come with the first deploy. They appear here as soon as they are there.",
  },
  customers: {
    title: "Customers",
    lead: "Everybody who has ordered: of which type, since when, and who became a VIP by which order.",
    filter: "Which customers",
    tabs: { all: "All", vip: "VIP", normal: "Normal" },
    email: "Customer",
    type: "Type",
    types: { normal: "normal", vip: "VIP" },
    since: "Since",
    order: "By order",
    journey: (order: string) => `${order}, its journey`,
    units: "Units",
    marketing: "Marketing told",
    notTold: "not yet",
    empty: {
      all: {
        title: "No customers yet",
        help: "Whoever orders is a customer: CustomerQueue on the map brings every order here.",
      },
      vip: {
        title: "No VIPs yet",
        help: "One order that is large enough makes a VIP: the filter of VipQueue on the map says how large.",
      },
      normal: {
        title: "No normal customers",
        help: "Whoever orders for the first time appears here, and leaves with the first large order.",
      },
    },
  },
};

export type ChainTexts = typeof chainTexts;
