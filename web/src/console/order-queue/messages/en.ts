const count = new Intl.NumberFormat("en");
const n = (value: number) => count.format(value);
const orders = (value: number) => (value === 1 ? "1 order" : `${n(value)} orders`);

export const messages = {
  title: "Order queue",
  lead: "When everyone orders at once, orders go into a FIFO queue first and are booked in their turn, ten at a time.",
  numbers: { waiting: "Waiting", inHand: "In hand", issued: "Last number drawn", served: "Last number served" },
  picture: (waiting: number, served: number) =>
    waiting === 0 ? "Nobody is in the line." : `${orders(waiting)} in the line, after number ${n(served)}.`,
  empty: "Nobody is in the line. Request a few orders and watch them queue up.",
  more: (value: number) => `and ${n(value)} more behind them`,
  hand: (first: number, last: number) =>
    first === last ? `Number ${n(first)} is in hand` : `Numbers ${n(first)} to ${n(last)} are in hand`,
  frozen: (first: number, last: number, seconds: number) =>
    `${first === last ? `Number ${n(first)} is` : `Numbers ${n(first)} to ${n(last)} are`} frozen: whoever had them has stopped. Back in the line in ${seconds} s`,
  outcomes: {
    sold: "Sold",
    short: "Sold out",
    again: "Came again",
    last: "Just served, the latest first",
    one: (number: number, status: "completed" | "rejected" | "known") =>
      `Number ${n(number)}: ${{ completed: "sold", rejected: "not sold, the donut was sold out", known: "came again, was booked already" }[status]}`,
  },
  request: {
    title: "Request orders",
    body: "Each is a real order of one donut: POST /sales/orders with Prefer: respond-async. It is answered at once, with a place in the line.",
    some: (value: number) => `Request ${value}`,
    start: "Request endlessly",
    stop: "Stop requesting",
    rate: "Orders a second",
    sent: (sent: number, failed: number) =>
      `${orders(sent)} requested here${failed ? `, ${n(failed)} failed` : ""}. It stops when you leave this page.`,
  },
  serve: {
    title: "Book orders",
    running: "OrderQueueConsumer, a Lambda function, books the orders as they come.",
    paused: "The consumer is paused. The queue keeps every order; book them by hand, as the consumer would.",
    pause: "Pause the consumer",
    resume: "Let the consumer go on",
    some: (value: number) => `Book ${value}`,
    start: "Book endlessly",
    stop: "Stop booking",
    pauseFirst: "Pause the consumer first.",
    served: (value: number) => (value === 0 ? "There was nothing to book." : `${orders(value)} booked by hand.`),
    crashed: "The worker stopped in the middle, as the order asked. What it had in hand is frozen.",
  },
  special: {
    title: "Follow one order",
    body: "A special order is drawn with a ring. Follow it from the end of the line to the counter.",
    send: "Send a special order",
    place: (place: number) => (place === 1 ? "It is next" : `${n(place - 1)} before it`),
    number: (value: number) => `Number ${n(value)}`,
    completed: (seconds: number) => `Sold, after ${n(seconds)} s in the line`,
    rejected: "Its turn came, but the donut was sold out",
    withdrawn: "Taken out of the line, unsold",
    another: "Send another",
  },
  crash: {
    title: "Crash while booking",
    body: "This order makes whoever books it stop in the middle of the batch, without a word. SQS gets no answer, so after the visibility timeout of 10 s it gives the batch out again. What was booked already is found booked: nothing is lost or doubled, and the order is kept.",
    send: "Send an order that crashes",
    sent: (value: number) => `Number ${n(value)} is on its way to the front.`,
  },
  purge: {
    title: "Clear the line",
    body: "Its messages are taken out one by one: SQS’s own PurgeQueue takes a minute, and with it what arrives meanwhile. These orders will never be sold, and their customers see so.",
    ask: "Clear the line …",
    sure: (value: number) => `Send ${orders(value)} away`,
    empty: "Nobody is in the line.",
    keep: "Keep them",
    done: (value: number) => `Everyone up to number ${n(value)} was sent away.`,
  },
  about: {
    title: "What you see",
    items: [
      ["FIFO queue", "OrderQueue.fifo. All orders are one message group, so they come out in the order they went in."],
      [
        "Batch",
        "Up to ten orders from the front. They are booked in one transaction: a product's stock is taken once for all who want it.",
      ],
      [
        "In hand",
        "A received message is hidden for 10 s. While a batch is in hand, nobody else gets the ones behind it.",
      ],
      ["Once", "An order's id is the key of its booking. However often a message comes, its order is booked once."],
    ] as [string, string][],
  },
  failed: (reason: string) => `That did not work: ${reason}`,
};

export type LineTexts = typeof messages;
